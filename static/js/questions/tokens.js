// @ts-check
/**
 * The secrets by which this device knows its anonymous questions again. They are kept here and
 * nowhere else, for a day. No DOM.
 */

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

  /** @returns {{token: string, at: number}[]} */
  function read() {
    try {
      const kept = JSON.parse(shelf.getItem(key) ?? "[]");
      return kept.filter((/** @type {{at: number}} */ { at }) => now() - at < LIFE).slice(-MOST);
    } catch {
      return [];
    }
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
