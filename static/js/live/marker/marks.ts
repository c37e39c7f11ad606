/** Adds marks and takes them away, counting those that are still on their way to the server. No DOM. */

import type { Room } from "../../room/engine/room.ts";
import type { Marks, Spot } from "../../room/engine/wire.ts";

/** Returns the marks of the present slide after all presses so far are done; null if there are none. */
export function marksToBe({ state, waiting }: Pick<Room, "state" | "waiting">): Marks | null {
  const [lastEntry] = waiting.filter(({ command }) => command === "marker.set").slice(-1);
  const marks: Marks | null | undefined = lastEntry ? lastEntry.fields.marks : state.marker?.marks;
  return marks?.slide === state.room.slide ? marks : null;
}

/** Returns the marks with this block marked, or without it if it was marked. */
export function toggled(marks: Marks | null, { slide, block, blocks }: Spot): Marks | null {
  // Marks of a slide that was built differently mean other lines.
  const before = marks?.blocks === blocks ? marks.marked : [];
  const marked = before.includes(block) ? before.filter((other) => other !== block) : [...before, block];
  return marked.length ? { slide, blocks, marked } : null;
}
