/** Keeps the place and speed of a replay through a change of the language. */

import { recall, type Shelf } from "../../kit/storage.ts";
import type { Clock } from "./clock.ts";

/**
 * @param shelf the storage of this tab
 * @param name the name of the session
 */
export function keepPlace(clock: Clock, shelf: Shelf, name: string) {
  const saved: [number, number, boolean] | null = recall(shelf, name);
  if (saved) {
    const [time, speed, leavesOut] = saved;
    clock.leaveOut(leavesOut);
    clock.setSpeed(speed);
    clock.seek(time);
  }
  addEventListener("pagehide", () => {
    // A viewer who has seen the end starts from the beginning.
    if (clock.time >= clock.length) shelf.removeItem(name);
    else shelf.setItem(name, JSON.stringify([clock.time, clock.speed, clock.leavesOut]));
  });
}
