/** Adds the presenter's pointer and marks to the projector, in each language that it shows. */

import type { Room } from "../../room/engine/room.ts";
import { createMarking } from "../marker/marking.ts";
import { createMark } from "./mark.ts";

export function createStageMark(room: Room, main: HTMLElement): () => void {
  function places() {
    if (document.body.dataset.scene !== "slide") return [];
    return Array.from(main.children).map((column) => ({
      title: column.querySelector(".stage-title"),
      body: column.querySelector(".prose"),
    }));
  }
  const draws = [createMark(room, places), createMarking(room, places)];
  return () => draws.forEach((draw) => draw());
}
