// @ts-check
/** The switch that blanks the stage in another window of this browser. */

import { announce } from "../lib/dom.js";
import { openStageChannel } from "./channel.js";

/** @param {HTMLElement} button @param {import("../console/lectern.js").Lectern} lectern */
export function mountStageSwitch(button, { room, words }) {
  const stage = openStageChannel(room.state.room.code, (blank) => {
    button.setAttribute("aria-pressed", String(blank));
    announce(words.say(blank ? "blank.on" : "blank.off"));
  });
  button.addEventListener("click", stage.toggle);
  return stage;
}
