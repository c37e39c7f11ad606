// @ts-check
/** Speaker notes: brought by the page in one language, fetched once for each other. */

import { fetchJson } from "../lib/fetching.js";
import { createListeners } from "../lib/listeners.js";
import { untilThere } from "../lib/until_there.js";

/**
 * @typedef {{ html: string, language: string }} Note
 * @typedef {{ language: string, notes: Note[] }} NotesView
 *
 * @typedef {object} Notes
 * @property {(language: string) => NotesView | null} get  the notes, or null and they begin to come
 * @property {(redraw: () => void) => () => void} subscribe  called when notes have come
 */

/**
 * @param {string} code  of the session
 * @param {NotesView | null} [first]  what the page has brought
 * @param {(url: string) => Promise<any>} [get]
 * @returns {Notes}
 */
export function openNotes(code, first = null, get = fetchJson) {
  /** @type {Map<string, NotesView | null>} */
  const held = new Map(first ? [[first.language, first]] : []);
  const { subscribe, tell } = createListeners();

  /** @param {string} language */
  async function load(language) {
    held.set(language, await untilThere(() => get(`/rooms/${code}/notes/${language}`)));
    tell();
  }

  return {
    get(language) {
      if (!held.has(language)) {
        held.set(language, null);
        void load(language);
      }
      return held.get(language) ?? null;
    },
    subscribe,
  };
}
