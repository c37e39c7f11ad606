/** Marks the passages that the presenter has marked, wherever the slide is shown. */

import { blocksOf, type Place } from "../pointer/spots.ts";
import type { Room } from "../../room/engine/room.ts";
import type { Marks } from "../../room/engine/wire.ts";

/**
 * Returns a function to call after each drawing.
 * @param placesOf returns where the presenter's slide is shown now, once for each language
 * @param onNew called with the passages that the presenter has just marked
 */
export function createMarking(room: Room, placesOf: () => Place[], onNew?: (blocks: Element[]) => void): () => void {
  let shownMarks: Marks | null = null;
  let markedBlocks: Element[] = [];

  return function draw() {
    const marks = marksOf(room);
    const blocks = marks ? placesOf().flatMap((place) => blocksAt(place, marks)) : [];
    markedBlocks.filter((block) => !blocks.includes(block)).forEach((block) => block.removeAttribute("data-marked"));
    blocks.forEach((block) => block.setAttribute("data-marked", ""));
    markedBlocks = blocks;
    const newNumbers = marks?.marked.filter((number) => !shownMarks?.marked.includes(number)) ?? [];
    shownMarks = marks;
    if (!marks || !newNumbers.length || !onNew) return;
    const newBlocks = placesOf().flatMap((place) => blocksAt(place, { ...marks, marked: newNumbers }));
    if (newBlocks.length) onNew(newBlocks);
  };
}

/** Returns the marks of the slide that the room sees now; null if there are none. */
export function marksOf({ state: { marker, room } }: Pick<Room, "state">): Marks | null {
  const marks = marker?.marks;
  return marks && room.state === "live" && marks.slide === room.slide ? marks : null;
}

/**
 * Returns the marked blocks where the slide is shown. If a translation is built differently, there are none: no mark
 * is better than one on the wrong line.
 */
function blocksAt(place: Place, marks: Marks): Element[] {
  const blocks = blocksOf(place);
  return blocks.length === marks.blocks ? marks.marked.flatMap((number) => blocks[number] ?? []) : [];
}
