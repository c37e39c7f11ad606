/**
 * Remembers which learners have opened their course with their PIN in this tab. It stays open while it is in use.
 * No DOM.
 */

import { shelf, type Shelf } from "../../kit/storage.ts";

// The learner has most likely laid the phone down, where the next one takes it.
export const IDLE_MS = 900_000;

export function createOpenSeats(storage: Shelf = shelf("sessionStorage"), now: () => number = Date.now) {
  const keyOf = (code: string, seat: number) => `study.${code}.${seat}.open`;
  return {
    /** A clock that was put back closes it, too. */
    isOpen(code: string, seat: number) {
      const usedAt = Number(storage.getItem(keyOf(code, seat)) ?? NaN);
      return now() >= usedAt && now() - usedAt < IDLE_MS;
    },
    /** Opens it, or notes that it is in use. */
    use: (code: string, seat: number) => storage.setItem(keyOf(code, seat), String(now())),
    close: (code: string, seat: number) => storage.removeItem(keyOf(code, seat)),
  };
}
