// @ts-check
/** What one reads and does in a session that has not begun: how it agrees, and the check of the connection. */

import { tellOwnTimes } from "../rooms/own_time.js";
import { termsLine } from "../steps/terms.js";
import { runCheck } from "./check.js";

/** @typedef {import("../live/room.js").Room} Room */

/** @type {import("../live/hooks.js").InRoom} */
export const lobby = { start: tellOwnTimes, mounts: { "lobby/check": mountCheck } };

/**
 * @param {HTMLElement} element
 * @param {Room} room
 * @param {import("../lib/words.js").Words} words
 */
function mountCheck(element, room, words) {
  let isRun = false;
  const terms = document.createElement("p");
  element.after(terms);
  const door = {
    look: async () => (await room.ask("lobby.look", {}))?.lobby ?? null,
    note: (/** @type {string} */ quality) => void room.send("lobby.link", { quality }),
  };

  /** The check is made once, as soon as there is a connection. */
  function run() {
    terms.textContent = `${words.say("step.terms_are")} ${termsLine(room.state.terms, words)}`;
    if (isRun || room.connection !== "connected" || room.state.room.state !== "planned") return;
    isRun = true;
    void runCheck(element, door, words);
  }

  run();
  return room.subscribe(run);
}
