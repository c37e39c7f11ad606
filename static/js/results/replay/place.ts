/** Where one is in a session and how fast one goes: the same after a change of the language. */

import { recall, type Shelf } from "../../kit/storage.ts";
import type { Clock } from "./clock.ts";

/**
 * @param shelf of this tab
 * @param name of the session
 */
export function keepPlace(clock: Clock, shelf: Shelf, name: string) {
  const kept: [number, number, boolean] | null = recall(shelf, name);
  if (kept) {
    const [time, speed, leavesOut] = kept;
    clock.leaveOut(leavesOut);
    clock.setSpeed(speed);
    clock.seek(time);
  }
  addEventListener("pagehide", () => {
    // Who has seen the end begins anew.
    if (clock.time >= clock.length) shelf.removeItem(name);
    else shelf.setItem(name, JSON.stringify([clock.time, clock.speed, clock.leavesOut]));
  });
}
