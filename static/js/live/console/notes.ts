/** Keeps speaker notes. The page brings them in one language; those of another language are fetched once. */

import { fetchJson } from "../../kit/fetching.ts";
import { createListeners } from "../../kit/listeners.ts";
import { untilThere } from "../../kit/retries.ts";

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
 * @param ownNotes the notes that the page has brought
 */
export function openNotes(
  code: string,
  ownNotes: NotesView | null = null,
  get: (url: string) => Promise<any> = fetchJson,
): Notes {
  const notesByLanguage: Map<string, NotesView | null> = new Map(ownNotes ? [[ownNotes.language, ownNotes]] : []);
  const { subscribe, tell } = createListeners();

  async function load(language: string) {
    notesByLanguage.set(language, await untilThere(() => get(`/rooms/${code}/notes/${language}`)));
    tell();
  }

  return {
    get(language) {
      if (!notesByLanguage.has(language)) {
        notesByLanguage.set(language, null);
        void load(language);
      }
      return notesByLanguage.get(language) ?? null;
    },
    subscribe,
  };
}
