// @ts-check
/** What this screen shows of the room: which place, which slide, which deck. No DOM. */

import { createListeners } from "../lib/listeners.js";

/** @typedef {import("../live/room.js").Room} Room */
/** @typedef {import("../live/types.js").Deck} Deck */
/** @typedef {import("../live/types.js").DeckSlide} DeckSlide */
/**
 * @typedef {object} Screen
 * @property {string} place the one that a phone shows: the id of its section
 * @property {number} shown the slide that is looked at
 * @property {boolean} isBehind whether it is another than the presenter's
 * @property {Deck | null} deck in the member's language, once it has come
 * @property {DeckSlide | null} slide the one that is looked at, once the deck has come
 * @property {(place: string) => void} go
 * @property {(slide: number) => void} look at another slide, without the presenter
 * @property {() => void} follow the presenter again
 * @property {() => void} redraw something else that is drawn has changed
 * @property {(fn: () => void) => () => void} subscribe to the screen and to the room
 */

/**
 * @param {Room} room
 * @param {import("../slides/decks.js").Decks} decks
 * @returns {Screen}
 */
export function createScreen(room, decks) {
  let place = "slides";
  /** @type {number | null} */
  let looking = null;
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
