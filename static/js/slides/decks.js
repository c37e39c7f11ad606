// @ts-check
/** Decks of the session: fetched once for each language that is asked for, then kept. */

/** @typedef {import("../live/types.js").Deck} Deck */
/**
 * @typedef {object} Decks
 * @property {(language: string) => Deck | null} get the deck, or null and it begins to come
 * @property {(fn: () => void) => () => void} subscribe called when a deck has come
 */

const FIRST_PAUSE = 1000;
const LONGEST_PAUSE = 15_000;

/**
 * @param {{code: string, deck: string}} room its code, and the hash of its deck
 * @param {(url: string) => Promise<Response>} [fetcher]
 * @returns {Decks}
 */
export function openDecks(room, fetcher = (url) => fetch(url)) {
  /** @type {Map<string, Deck | null>} */
  const decks = new Map();
  /** @type {Set<() => void>} */
  const listeners = new Set();

  /** @param {string} language @param {number} [pause] */
  async function load(language, pause = FIRST_PAUSE) {
    try {
      const response = await fetcher(deckUrl(room, language));
      if (!response.ok) throw new Error(String(response.status));
      decks.set(language, await response.json());
      for (const listener of listeners) listener();
    } catch {
      // A slow link drops: what the server rendered stays until it works.
      setTimeout(load, pause * (0.5 + Math.random()), language, Math.min(pause * 2, LONGEST_PAUSE));
    }
  }

  return {
    get(language) {
      if (!decks.has(language)) {
        decks.set(language, null);
        void load(language);
      }
      return decks.get(language) ?? null;
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** @param {{code: string, deck: string}} room @param {string} language */
export function deckUrl(room, language) {
  return `/rooms/${room.code}/deck/${language}?v=${room.deck}`;
}
