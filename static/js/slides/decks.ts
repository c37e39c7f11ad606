// @ts-check
/**
 * Decks of the session in the languages that are asked for, part by part, each fetched once.
 *
 * A part is a module of the session's programme. The one that is presented comes first, then those
 * that follow, then the earlier ones, one at a time: a slow link has the slide of the moment soon,
 * and the next module before it begins.
 */

import { createListeners } from "../lib/listeners.js";

/** @typedef {import("../live/types.js").Deck} Deck */
/** @typedef {import("../live/types.js").DeckSlide} DeckSlide */
/** @typedef {{language: string, first: number, slides: DeckSlide[]}} DeckPart */
/**
 * @typedef {object} Decks
 * @property {(language: string) => Deck | null} get what there is of the deck, or null while none
 *   of it has come; it begins to come
 * @property {(fn: () => void) => () => void} subscribe called when a part of a deck has come
 */

const FIRST_PAUSE = 1000;
const LONGEST_PAUSE = 15_000;

/**
 * @param {{code: string, deck: string, parts: number[], slide: number}} room its code, the hash of
 *   its deck, and where the parts begin
 * @param {() => number} [at] the slide of the moment
 * @param {(url: string, options: RequestInit) => Promise<Response>} [fetcher]
 * @returns {Decks}
 */
export function openDecks(room, at = () => room.slide, fetcher = (url, options) => fetch(url, options)) {
  /** @type {Map<string, Deck | null>} */
  const decks = new Map();
  const { subscribe, tell } = createListeners();

  /** @param {string} language */
  async function load(language) {
    const missing = new Set(room.parts.keys());
    let pause = FIRST_PAUSE;
    while (missing.size) {
      const here = partAt(room.parts, at());
      const [part] = [...missing].sort((one, other) => distance(one, here) - distance(other, here));
      const found = await fetchPart(language, part, part === here);
      if (found) {
        missing.delete(part);
        pause = FIRST_PAUSE;
        take(found);
      } else {
        // A slow link drops: what the server rendered stays until it works.
        const wait = pause * (0.5 + Math.random());
        await new Promise((resolve) => setTimeout(resolve, wait));
        pause = Math.min(pause * 2, LONGEST_PAUSE);
      }
    }
  }

  /** @param {string} language @param {number} part @param {boolean} isHere @returns {Promise<DeckPart | null>} */
  async function fetchPart(language, part, isHere) {
    try {
      const options = { priority: isHere ? "auto" : "low" };
      const response = await fetcher(deckUrl(room, language, part), /** @type {RequestInit} */ (options));
      return response.ok ? await response.json() : null;
    } catch {
      return null;
    }
  }

  /** @param {DeckPart} found */
  function take({ language, first, slides }) {
    const all = decks.get(language)?.slides.slice() ?? [];
    slides.forEach((slide, index) => (all[first + index] = slide));
    decks.set(language, { language, slides: all });
    tell();
  }

  return {
    get(language) {
      if (!decks.has(language)) {
        decks.set(language, null);
        void load(language);
      }
      return decks.get(language) ?? null;
    },
    subscribe,
  };
}

/** @param {number[]} parts where each begins @param {number} slide @returns {number} counted from 0 */
export function partAt(parts, slide) {
  return Math.max(0, parts.filter((first) => first <= slide).length - 1);
}

/** What comes later is wanted sooner than what is over. @param {number} part @param {number} here */
function distance(part, here) {
  return part >= here ? part - here : 1000 + here - part;
}

/** @param {{code: string, deck: string}} room @param {string} language @param {number} part */
function deckUrl(room, language, part) {
  return `/rooms/${room.code}/deck/${language}/${part}?v=${room.deck}`;
}
