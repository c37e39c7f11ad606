// @ts-check
/** Speaker notes of the part that is presented: those of a long programme are too much for a phone. */

import { fetchJson } from "../lib/fetching.js";
import { createListeners } from "../lib/listeners.js";
import { untilThere } from "../lib/until_there.js";
import { partAt } from "../slides/decks.js";

/** @typedef {{ html: string, language: string }} Note */

/**
 * @param {{code: string, parts: number[], slides: number}} room
 * @param {string} language
 * @param {(url: string) => Promise<any>} [get]
 */
export function openPartNotes(room, language, get = fetchJson) {
  /** @type {Note[]} */
  const held = [];
  /** @type {Set<number>} */
  const asked = new Set();
  const { subscribe, tell } = createListeners();

  /** @param {number} part */
  async function load(part) {
    const { first, notes } = await untilThere(() => get(`/rooms/${room.code}/notes/${language}/${part}`));
    notes.forEach((/** @type {Note} */ note, /** @type {number} */ at) => (held[first + at] = note));
    tell();
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
