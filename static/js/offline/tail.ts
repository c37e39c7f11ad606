// @ts-check
/**
 * What is told while the page goes. The database answers only after the page is gone, and what was
 * not written by then is lost: so each deed lies in plain storage, too, until it is in the database.
 */

import { shelf } from "../lib/storage.js";

/** @typedef {import("./db.js").Waiting} Waiting */
/** @typedef {import("../lib/storage.js").Shelf} Shelf */
/** @typedef {Waiting & {seat?: number}} Tail */

const PREFIX = "webinar.tail.";

/**
 * @param {string} code of a course
 * @param {number} seat of its learner, who may not be the only one here
 * @param {Shelf} [storage]
 */
export function createTail(code, seat, storage = shelf("localStorage")) {
  const prefix = `${PREFIX}${code}.`;
  return {
    /** At once: nothing is waited for. @param {Waiting} waiting */
    hold: (waiting) => storage.setItem(prefix + waiting.key, JSON.stringify({ ...waiting, seat })),
    /** @param {string} key */
    drop: (key) => storage.removeItem(prefix + key),
    /** What pages that are gone could not write, in the order in which it was done. @returns {Waiting[]} */
    left() {
      const keys = storage.keys().filter((key) => key.startsWith(prefix));
      const all = keys.flatMap((key) => read(storage, key)).filter((one) => isOf(one, seat));
      return all.map(({ seat: _, ...one }) => one).sort((one, other) => one.at - other.at);
    },
  };
}

/**
 * @param {string} code whose course is taken off this device
 * @param {number} seat of its learner
 * @param {Shelf} [storage]
 */
export function dropTails(code, seat, storage = shelf("localStorage")) {
  const keys = storage.keys().filter((key) => key.startsWith(`${PREFIX}${code}.`));
  for (const key of keys) if (read(storage, key).every((one) => isOf(one, seat))) storage.removeItem(key);
}

/** Older pages did not say whose it is: there was one learner then. @param {Tail} tail @param {number} seat */
const isOf = (tail, seat) => (tail.seat ?? seat) === seat;

/** @param {Shelf} storage @param {string} key @returns {Tail[]} none of what is no deed */
function read(storage, key) {
  try {
    const found = JSON.parse(storage.getItem(key) ?? "");
    if (found?.deed?.key) return [found];
  } catch {
    // Half written, or not ours.
  }
  storage.removeItem(key);
  return [];
}
