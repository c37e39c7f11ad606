/** Speaker notes. The page brings them in one language; those of another language are fetched once. */

import { fetchJson } from "../../kit/fetching.ts";
import { createListeners } from "../../kit/listeners.ts";
import { untilThere } from "../../kit/until_there.ts";

type Note = { html: string; language: string };
export type NotesView = { language: string; notes: Note[] };

export interface Notes {
  /** Returns the notes, or null and starts to fetch them. */
  get: (language: string) => NotesView | null;
  /** Calls `redraw` when notes have arrived. */
  subscribe: (redraw: () => void) => () => void;
}

/**
 * @param code the code of the session
 * @param first the notes that the page has brought
 */
export function openNotes(
  code: string,
  first: NotesView | null = null,
  get: (url: string) => Promise<any> = fetchJson,
): Notes {
  const held: Map<string, NotesView | null> = new Map(first ? [[first.language, first]] : []);
  const { subscribe, tell } = createListeners();

  async function load(language: string) {
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
