/** Keeps the state of this screen: the place, the slide and the deck. No DOM. */

import { createListeners } from "../../kit/listeners.ts";
import type { Room } from "../engine/room.ts";
import type { Deck, DeckSlide } from "../engine/types.ts";
import type { Decks } from "../../live/slides/decks.ts";

/** What the presenter shows. */
type Presented = { slide: number; revealed?: number };

export interface Screen {
  /** The place that a phone shows: the id of its section. */
  place: string;
  /** The number of the slide that the participant is looking at, from 0. */
  shown: number;
  /** How many items of the shown slide are revealed; undefined if all are, as on every slide but the presenter's. */
  revealed: number | undefined;
  /** Returns by how many ms this screen hears the presenter late: its slides turn as late. */
  lag: () => number;
  /** Whether the participant is looking at another slide than the presenter's. */
  isBehind: boolean;
  /** The deck in the member's language, once it has arrived. */
  deck: Deck | null;
  /** The slide that the participant is looking at, once the deck has arrived. */
  slide: DeckSlide | null;
  go: (place: string) => void;
  /** Shows a slide of the deck while the presenter stays where they are. */
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
  /** Where the presenter is, and where the screen is in step with the voice. */
  let newest: Presented = room.state.room;
  let heard = newest;
  let moves = 0;
  let lastReached = 0;
  const { subscribe, tell } = createListeners();
  room.subscribe(() => {
    const session = room.state.room;
    if (session.slide !== newest.slide || session.revealed !== newest.revealed) {
      newest = session;
      moves += 1;
      const lagMs = screen.lag();
      if (lagMs > 0) setTimeout(reach, lagMs, newest, moves);
      else reach(newest, moves);
    }
    tell();
  });
  decks.subscribe(tell);

  /** Shows what this move presented, unless a later move was quicker: the voice may have stopped meanwhile. */
  function reach(session: Presented, move: number) {
    if (move <= lastReached) return;
    [heard, lastReached] = [session, move];
    tell();
  }

  const screen: Screen = {
    lag: () => 0,
    get place() {
      return place;
    },
    get shown() {
      return chosenSlide ?? heard.slide;
    },
    get isBehind() {
      return chosenSlide !== null && chosenSlide !== heard.slide;
    },
    get revealed() {
      return this.shown === heard.slide ? heard.revealed : undefined;
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
      // A participant who looks at the presenter's slide follows.
      chosenSlide = slide === heard.slide ? null : slide;
      tell();
    },
    follow: () => screen.look(heard.slide),
    redraw: tell,
    subscribe,
  };
  return screen;
}
