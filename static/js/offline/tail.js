// @ts-check
/**
 * What is told while the page goes. The database answers only after the page is gone, and what was
 * not written by then is lost: so each deed lies in plain storage, too, until it is in the database.
 */

import { shelf } from "../lib/storage.js";

/** @typedef {import("./db.js").Waiting} Waiting */
/** @typedef {import("../lib/storage.js").Shelf} Shelf */

const PREFIX = "webinar.tail.";

/** @param {string} code of a course @param {Shelf} [storage] */
export function createTail(code, storage = shelf("localStorage")) {
  const prefix = `${PREFIX}${code}.`;
  return {
    /** At once: nothing is waited for. @param {Waiting} waiting */
    hold: (waiting) => storage.setItem(prefix + waiting.key, JSON.stringify(waiting)),
    /** @param {string} key */
    drop: (key) => storage.removeItem(prefix + key),
    /** What pages that are gone could not write, in the order in which it was done. @returns {Waiting[]} */
    left() {
      const keys = storage.keys().filter((key) => key.startsWith(prefix));
      return keys.flatMap((key) => read(storage, key)).sort((one, other) => one.at - other.at);
    },
  };
}

/** @param {string} code whose course is taken off this device @param {Shelf} [storage] */
export function dropTails(code, storage = shelf("localStorage")) {
  for (const key of storage.keys()) if (key.startsWith(`${PREFIX}${code}.`)) storage.removeItem(key);
}

/** @param {Shelf} storage @param {string} key @returns {Waiting[]} none of what is no deed */
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
