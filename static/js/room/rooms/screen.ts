/** What this screen shows of the room: which place, which slide, which deck. No DOM. */

import { createListeners } from "../../kit/listeners.ts";
import type { Room } from "../engine/room.ts";
import type { Deck, DeckSlide } from "../engine/types.ts";
import type { Decks } from "../../live/slides/decks.ts";

export interface Screen {
  /** the one that a phone shows: the id of its section */
  place: string;
  /** the slide that is looked at */
  shown: number;
  /** whether it is another than the presenter's */
  isBehind: boolean;
  /** in the member's language, once it has come */
  deck: Deck | null;
  /** the one that is looked at, once the deck has come */
  slide: DeckSlide | null;
  go: (place: string) => void;
  /** at another slide, without the presenter */
  look: (slide: number) => void;
  /** the presenter again */
  follow: () => void;
  /** something else that is drawn has changed */
  redraw: () => void;
  /** to the screen and to the room */
  subscribe: (fn: () => void) => () => void;
}

export function createScreen(room: Room, decks: Decks): Screen {
  let place = "slides";
  let looking: number | null = null;
  const { subscribe, tell } = createListeners();
  room.subscribe(tell);
  decks.subscribe(tell);

  return {
    get place() {
      return place;
    },
    get shown() {
      return looking ?? room.state.room.slide;
    },
    get isBehind() {
      return looking !== null && looking !== room.state.room.slide;
    },
    get deck() {
      return decks.get(room.state.me.language);
    },
    get slide() {
      return this.deck?.slides[this.shown] ?? null;
    },
    go(next) {
      place = next;
      tell();
    },
    look(slide) {
      const last = room.state.room.slides - 1;
      const target = Math.max(0, Math.min(last, slide));
      // Whoever looks at the presenter's slide follows.
      looking = target === room.state.room.slide ? null : target;
      tell();
    },
    follow() {
      looking = null;
      tell();
    },
    redraw: tell,
    subscribe,
  };
}
