// @ts-check
/** The presenter's pointer on the projector, in each language that it shows. */

import { createMark } from "./mark.js";

/** @param {import("../live/room.js").Room} room @param {HTMLElement} main @returns {() => void} */
export function createStageMark(room, main) {
  return createMark(room, () => {
    if (document.body.dataset.scene !== "slide") return [];
    return Array.from(main.children).map((column) => ({
      title: column.querySelector(".stage-title"),
      body: column.querySelector(".prose"),
    }));
  });
}
