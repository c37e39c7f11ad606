/** Blanks the stage in another window of this browser. */

import type { Lectern } from "../console/lectern.ts";
import { announce } from "../../kit/dom.ts";
import { openStageChannel } from "./channel.ts";

export function mountStageSwitch(button: HTMLElement, { room, words }: Lectern) {
  const stage = openStageChannel(room.state.room.code, (blank) => {
    button.setAttribute("aria-pressed", String(blank));
    announce(words.say(blank ? "The stage is blank" : "The stage shows the session"));
  });
  button.addEventListener("click", stage.toggle);
  return stage;
}
