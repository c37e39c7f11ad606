// @ts-check
/**
 * The secrets by which this device knows its anonymous questions again. They are kept here and
 * nowhere else, for a day. No DOM.
 */

import { recall } from "../lib/storage.js";

/** @typedef {import("../lib/storage.js").Shelf} Shelf */

const LIFE = 24 * 60 * 60 * 1000;
const MOST = 20;

/**
 * @param {Shelf} shelf
 * @param {string} owner room and member
 * @param {() => number} [now]
 */
export function createTokens(shelf, owner, now = Date.now) {
  const key = `webinar.asked.${owner}`;

  function read() {
    /** @type {{token: string, at: number}[]} */
    const kept = recall(shelf, key) ?? [];
    return kept.filter(({ at }) => now() - at < LIFE).slice(-MOST);
  }

  return {
    get all() {
      return read().map(({ token }) => token);
    },
    /** @param {string} token */
    add(token) {
      shelf.setItem(key, JSON.stringify([...read(), { token, at: now() }].slice(-MOST)));
    },
  };
}

/** @typedef {ReturnType<typeof createTokens>} Tokens */
