/** Keeps the state of this screen: the place, the slide and the deck. No DOM. */

import { createListeners } from "../../kit/listeners.ts";
import type { Room } from "../engine/room.ts";
import type { Deck, DeckSlide } from "../engine/types.ts";
import type { Decks } from "../../live/slides/decks.ts";

export interface Screen {
  /** The place that a phone shows: the id of its section. */
  place: string;
  /** The number of the slide that the participant is looking at, from 0. */
  shown: number;
  /** Whether the participant is looking at another slide than the presenter's. */
  isBehind: boolean;
  /** The deck in the member's language, once it has arrived. */
  deck: Deck | null;
  /** The slide that the participant is looking at, once the deck has arrived. */
  slide: DeckSlide | null;
  go: (place: string) => void;
  /** Shows a slide while the presenter stays where they are. */
  look: (slide: number) => void;
  /** Follows the presenter again. */
  follow: () => void;
  /** Call this when something that is drawn has changed outside the screen and the room. */
  redraw: () => void;
  /** Subscribes to changes of the screen and of the room. */
  subscribe: (listener: () => void) => () => void;
}

export function createScreen(room: Room, decks: Decks): Screen {
  let place = "slides";
  let chosenSlide: number | null = null;
  const { subscribe, tell } = createListeners();
  room.subscribe(tell);
  decks.subscribe(tell);

  return {
    get place() {
      return place;
    },
    get shown() {
      return chosenSlide ?? room.state.room.slide;
    },
    get isBehind() {
      return chosenSlide !== null && chosenSlide !== room.state.room.slide;
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
      // A participant who looks at the presenter's slide follows.
      chosenSlide = target === room.state.room.slide ? null : target;
      tell();
    },
    follow() {
      chosenSlide = null;
      tell();
    },
    redraw: tell,
    subscribe,
  };
}
