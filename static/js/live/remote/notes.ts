/** Keeps speaker notes of the present part: the notes of a whole long programme are too much for a phone. */

import { fetchJson } from "../../kit/fetching.ts";
import { createListeners } from "../../kit/listeners.ts";
import { untilThere } from "../../kit/retries.ts";
import { partAt } from "../slides/decks.ts";

type Note = { html: string; language: string };

export function openPartNotes(
  room: { code: string; parts: number[]; slides: number },
  language: string,
  get: (url: string) => Promise<any> = fetchJson,
) {
  const notesBySlide: Note[] = [];
  const askedParts = new Set<number>();
  const { subscribe, tell } = createListeners();

  async function load(part: number) {
    const { first, notes } = await untilThere(() => get(`/rooms/${room.code}/notes/${language}/${part}`));
    notes.forEach((note: Note, index: number) => (notesBySlide[first + index] = note));
    tell();
  }

  function want(slide: number) {
    const part = partAt(room.parts, slide);
    if (askedParts.has(part) || slide >= room.slides) return;
    askedParts.add(part);
    void load(part);
  }

  return {
    /** Returns the note of this slide, or undefined and starts to fetch it; also fetches the next slide's. */
    get(slide: number) {
      want(slide);
      if (notesBySlide[slide]) want(slide + 1);
      return notesBySlide[slide];
    },
    subscribe,
  };
}
