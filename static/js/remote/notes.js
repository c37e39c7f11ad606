// @ts-check
/** Speaker notes of the part that is presented: those of a long programme are too much for a phone. */

import { createListeners } from "../lib/listeners.js";
import { partAt } from "../slides/decks.js";

/** @typedef {{ html: string, language: string }} Note */

const PAUSE = 5000;

/**
 * @param {{code: string, parts: number[], slides: number}} room
 * @param {string} language
 * @param {(url: string) => Promise<Response>} [fetcher]
 */
export function openPartNotes(room, language, fetcher = (url) => fetch(url)) {
  /** @type {Note[]} */
  const held = [];
  /** @type {Set<number>} */
  const asked = new Set();
  const { subscribe, tell } = createListeners();

  /** @param {number} part */
  async function load(part) {
    try {
      const response = await fetcher(`/rooms/${room.code}/notes/${language}/${part}`);
      if (!response.ok) throw new Error(String(response.status));
      const { first, notes } = await response.json();
      notes.forEach((/** @type {Note} */ note, /** @type {number} */ at) => (held[first + at] = note));
      tell();
    } catch {
      setTimeout(load, PAUSE, part);
    }
  }

  /** @param {number} slide */
  function want(slide) {
    const part = partAt(room.parts, slide);
    if (asked.has(part) || slide >= room.slides) return;
    asked.add(part);
    void load(part);
  }

  return {
    /** The note of this slide, or undefined and it begins to come; so does that of the next. @param {number} slide */
    get(slide) {
      want(slide);
      if (held[slide]) want(slide + 1);
      return held[slide];
    },
    subscribe,
  };
}
