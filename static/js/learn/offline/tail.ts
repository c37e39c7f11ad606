/**
 * Holds deeds that are recorded while the page closes. The database answers only after the page is gone, and
 * writes that are unfinished by then are lost. So each deed also lies in plain storage until it is in the
 * database.
 */

import { shelf, type Shelf } from "../../kit/storage.ts";
import type { Waiting } from "./db.ts";

type Tail = Waiting & { seat?: number };

const PREFIX = "webinar.tail.";

/**
 * @param code the code of a course
 * @param seat the number of its learner, who may not be the only one here
 */
export function createTail(code: string, seat: number, storage: Shelf = shelf("localStorage")) {
  const prefix = `${PREFIX}${code}.`;
  return {
    /** Writes at once, without waiting for anything. */
    hold: (waiting: Waiting) => storage.setItem(prefix + waiting.key, JSON.stringify({ ...waiting, seat })),
    drop: (key: string) => storage.removeItem(prefix + key),
    /** Returns the deeds that closed pages could not write, in the order in which they were done. */
    deeds(): Waiting[] {
      const keys = storage.keys().filter((key) => key.startsWith(prefix));
      const tails = keys.flatMap((key) => read(storage, key)).filter((tail) => isOf(tail, seat));
      return tails.map(({ seat: _, ...deed }) => deed).sort((a, b) => a.at - b.at);
    },
  };
}

/**
 * @param code the course that is removed from this device
 * @param seat the number of its learner
 */
export function dropTails(code: string, seat: number, storage: Shelf = shelf("localStorage")) {
  const keys = storage.keys().filter((key) => key.startsWith(`${PREFIX}${code}.`));
  for (const key of keys) if (read(storage, key).every((tail) => isOf(tail, seat))) storage.removeItem(key);
}

/**
 * Returns whether the tail is of this learner. Older pages did not save the learner's number: there was only
 * one then.
 */
const isOf = (tail: Tail, seat: number) => (tail.seat ?? seat) === seat;

/** Returns an empty list if the entry is no deed. */
function read(storage: Shelf, key: string): Tail[] {
  try {
    const tail = JSON.parse(storage.getItem(key) ?? "");
    if (tail?.deed?.key) return [tail];
  } catch {
    // The entry is half written, or not ours.
  }
  storage.removeItem(key);
  return [];
}
