/**
 * Fetches decks of the session in the requested languages, part by part, each once.
 *
 * A part is a module of the session's programme. The present part comes first, then those that follow, then the
 * earlier ones, one at a time: a slow link soon has the current slide, and has the next module before it
 * begins.
 */

import { createListeners } from "../../kit/listeners.ts";
import type { Deck, DeckSlide } from "../../room/engine/types.ts";

type DeckPart = { language: string; first: number; slides: DeckSlide[] };

export interface Decks {
  /** Returns what there is of the deck, or null if nothing has arrived; starts to fetch it. */
  get: (language: string) => Deck | null;
  /** Calls `redraw` when a part of a deck has arrived. */
  subscribe: (fn: () => void) => () => void;
}

const FIRST_PAUSE_MS = 1000;
const LONGEST_PAUSE_MS = 15_000;

/**
 * @param room its code, the hash of its deck, and where the parts begin
 * @param currentSlide returns the current slide
 */
export function openDecks(
  room: { code: string; deck: string; parts: number[]; slide: number },
  currentSlide: () => number = () => room.slide,
  fetcher: (url: string, options: RequestInit) => Promise<Response> = (url, options) => fetch(url, options),
): Decks {
  const decks = new Map<string, Deck | null>();
  const { subscribe, tell } = createListeners();

  async function load(language: string) {
    const missing = new Set(room.parts.keys());
    let pauseMs = FIRST_PAUSE_MS;
    while (missing.size) {
      const currentPart = partAt(room.parts, currentSlide());
      const [part] = [...missing].sort((a, b) => distance(a, currentPart) - distance(b, currentPart));
      const deckPart = await fetchPart(language, part, part === currentPart);
      if (deckPart) {
        missing.delete(part);
        pauseMs = FIRST_PAUSE_MS;
        addPart(deckPart);
      } else {
        // A slow link drops: what the server rendered stays until the link works.
        const waitMs = pauseMs * (0.5 + Math.random());
        await new Promise((resolve) => setTimeout(resolve, waitMs));
        pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS);
      }
    }
  }

  async function fetchPart(language: string, part: number, isCurrent: boolean): Promise<DeckPart | null> {
    try {
      const options = { priority: isCurrent ? "auto" : "low" };
      const response = await fetcher(deckUrl(room, language, part), options as RequestInit);
      return response.ok ? await response.json() : null;
    } catch {
      return null;
    }
  }

  function addPart({ language, first, slides }: DeckPart) {
    const allSlides = decks.get(language)?.slides.slice() ?? [];
    slides.forEach((slide, index) => (allSlides[first + index] = slide));
    decks.set(language, { language, slides: allSlides });
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

/**
 * @param parts the slide at which each begins
 * @returns the part's number, counted from 0
 */
export function partAt(parts: number[], slide: number): number {
  return Math.max(0, parts.filter((first) => first <= slide).length - 1);
}

/** Returns how late a part is needed: parts to come are needed sooner than parts that are over. */
function distance(part: number, current: number) {
  return part >= current ? part - current : 1000 + current - part;
}

function deckUrl(room: { code: string; deck: string }, language: string, part: number) {
  return `/rooms/${room.code}/deck/${language}/${part}?v=${room.deck}`;
}
