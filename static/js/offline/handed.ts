// @ts-check
/**
 * What the pages with a network could not tell any more, in plain storage: the player, which comes in
 * their place, takes it over. Both may tell the server of it, which keeps each key once.
 */

import { shelf } from "../lib/storage.js";
import { dropGiven } from "../study/given.js";

/** @typedef {import("./db.js").Waiting} Waiting */
/** @typedef {import("../lib/storage.js").Shelf} Shelf */
/** @typedef {import("../study/deeds.js").Entry} Entry */

/**
 * @param {string} code of a course
 * @param {number} seat under which its learner sits here
 * @param {Shelf} [storage]
 */
export function createHanded(code, seat, storage = shelf("localStorage")) {
  const name = `study.${code}.${seat}`;
  const kept = `${name}.deeds`;

  /** @returns {Entry[]} */
  function read() {
    try {
      return JSON.parse(storage.getItem(kept) ?? "[]");
    } catch {
      return [];
    }
  }

  return {
    /** In the order in which it was done. @returns {Waiting[]} */
    left: () =>
      read().map(([edition, deed]) => {
        const at = deed.type === "read" ? deed.began : deed.at;
        return { key: deed.key, code, edition, at, deed, refused: "" };
      }),
    /** It lies in the database now. @param {Waiting} waiting */
    drop({ key, deed }) {
      const others = read().filter(([, one]) => one.key !== key);
      if (others.length) storage.setItem(kept, JSON.stringify(others));
      else storage.removeItem(kept);
      if (deed.type === "answered") dropGiven(storage, name, deed);
    },
  };
}
