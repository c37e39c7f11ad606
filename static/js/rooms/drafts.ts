// @ts-check
/** What has been typed or chosen and not sent: it outlives a change of language and a reload. No DOM. */

import { recall } from "../lib/storage.js";

/** @typedef {import("../lib/storage.js").Shelf} Shelf */

/**
 * @param {Shelf} shelf
 * @param {string} owner room and member
 */
export function createDrafts(shelf, owner) {
  /** @param {string} name */
  const keyOf = (name) => `webinar.draft.${owner}.${name}`;
  return {
    /** @param {string} name @returns {any} null when there is none */
    get: (name) => recall(shelf, keyOf(name)),
    /** @param {string} name @param {any} value null forgets it */
    set(name, value) {
      if (value === null) shelf.removeItem(keyOf(name));
      else shelf.setItem(keyOf(name), JSON.stringify(value));
    },
  };
}

/** @typedef {ReturnType<typeof createDrafts>} Drafts */
