// @ts-check
/** The check in a session that has not begun: once, as soon as there is a connection. */

import { runCheck } from "./check.js";

/** @typedef {import("../live/room.js").Room} Room */

/** @type {import("../rooms/extras.js").Extra} */
export const lobby = { mounts: { "lobby/check": mountCheck } };

/**
 * @param {HTMLElement} element
 * @param {Room} room
 * @param {import("../lib/words.js").Words} words
 */
function mountCheck(element, room, words) {
  let isRun = false;
  const door = {
    look: async () => (await room.ask("lobby.look", {}))?.lobby ?? null,
    note: (/** @type {string} */ quality) => void room.send("lobby.link", { quality }),
  };

  function run() {
    if (isRun || room.connection !== "connected" || room.state.room.state !== "planned") return;
    isRun = true;
    void runCheck(element, door, words);
  }

  run();
  return room.subscribe(run);
}
