/** Adds the presenter's pointer to the projector, in each language that it shows. */

import type { Room } from "../../room/engine/room.ts";
import { createMark } from "./mark.ts";

export function createStageMark(room: Room, main: HTMLElement): () => void {
  return createMark(room, () => {
    if (document.body.dataset.scene !== "slide") return [];
    return Array.from(main.children).map((column) => ({
      title: column.querySelector(".stage-title"),
      body: column.querySelector(".prose"),
    }));
  });
}
