/** Shows interpreters what the presenter points at and has marked, in both languages of their desk. */

import type { Room } from "../../room/engine/room.ts";
import { createMark } from "../pointer/mark.ts";
import { createMarking } from "./marking.ts";

/**
 * @param element contains the pairs of slides
 * @param subscribe calls a function after each drawing of the pairs
 */
export function mountDeskMarks(element: HTMLElement, room: Room, subscribe: (redraw: () => void) => () => void) {
  const places = () =>
    Array.from(element.querySelectorAll('[data-now="true"] .shown-slide'), (slide) => ({
      title: slide.querySelector(".shown-title"),
      body: slide.querySelector(".prose"),
    }));
  const draws = [createMark(room, places), createMarking(room, places)];
  const draw = () => draws.forEach((each) => each());
  draw();
  return subscribe(draw);
}
