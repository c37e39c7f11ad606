/**
 * Defines everything that a feature can add in the browser: the fields of its objects. Types only.
 *
 * A feature has up to four objects, one for each bundle that needs a part of it, so that a phone does not load
 * what only a console shows. A file of the feature's folder exports each object, and the one list of its bundle
 * names it, in the order in which the page draws them. Every field may be left out.
 *
 * | object | exported by | listed in |
 * | --- | --- | --- |
 * | `Feature` | `<feature>/feature.ts` | `room/engine/features.ts`: every page that has a room |
 * | `InRoom` | `<feature>/participant.ts` | `room/rooms/features.ts`: a participant's room, after the first screen |
 * | `OnConsole` | `<feature>/console.ts` | `live/console/features.ts` |
 * | `OnStage` | `<feature>/stage.ts` | `live/stage/features.ts` |
 */

import type { KeyAction } from "../../live/console/keys.ts";
import type { Lectern } from "../../live/console/lectern.ts";
import type { Texts } from "../../live/console/view.ts";
import type { Mount } from "../../kit/dom.ts";
import type { Msg, Words } from "../../kit/words.ts";
import type { Drafts } from "../rooms/drafts.ts";
import type { Guide } from "../rooms/guide.ts";
import type { Teller } from "../rooms/news.ts";
import type { Screen } from "../rooms/screen.ts";
import type { WordsIn } from "../../live/stage/words.ts";
import type { Room } from "./room.ts";
import type { State } from "./store.ts";
import type { Deck, Snapshot } from "./types.ts";

/**
 * The part of a feature that the store and the outbox need. A part of the snapshot needs no `Feature` if its
 * broadcasts themselves say how to apply them (`part`).
 */
export interface Feature {
  /** By broadcast: returns the parts of the state that it changes. Two features may not claim the same broadcast. */
  reduce?: Record<string, (state: Snapshot, body: any) => Partial<Snapshot>>;
  /**
   * Broadcasts outside the sequence, of which only the newest counts. By broadcast: the field that says what it
   * is about, or "" if it has none.
   */
  newest?: Record<string, string>;
  /**
   * Commands of which only the newest counts: a new one replaces one that still waits. By command: the field
   * that says what it is about, or "".
   */
  about?: Record<string, string>;
  /** Commands that outlive the page while they wait. */
  kept?: string[];
  /** By command: the broadcast to apply if only the acknowledgement arrives. Its body is the command's fields. */
  echo?: Record<string, string>;
}

/** The objects that the parts of a participant's room share. */
export interface Shared {
  screen: Screen;
  drafts: Drafts;
  guide: Guide;
}

/** A feature in a participant's room, loaded once the first screen is usable. */
export interface InRoom {
  /** Called before the feature is mounted. */
  start?: (room: Room, words: Words, shared: Shared) => void;
  /** By the name in `data-mount`. */
  mounts?: Record<string, Mount<Shared>>;
  /** The feature's place among those at the foot of the page. */
  place?: Place;
  /** The bar above the places. Only one is shown: the order of the features decides which. */
  offer?: Offer;
  /** Tells screen readers what has changed. */
  teller?: Teller;
}

export interface Place {
  /** The id of its section, to which its link at the foot leads. */
  name: string;
  /** The number at its link; 0 shows nothing. */
  count?: (state: State) => number;
  /** For a place that is shown only at times. */
  isShown?: (state: State) => boolean;
}

/** The place and the slide that the participant is looking at. */
export type Where = { place: string; shown: number };

/**
 * Returns the place of something off the screen that waits for an answer, with its text and, after it, what it is
 * about. `isScrolledAway` says that it is out of sight although its place is shown.
 */
export type Offer = (state: State, where: Where) => { place: string; text: Msg; detail?: string; isScrolledAway?: boolean } | null;

/** A feature on the console. */
export interface OnConsole {
  /** Called once the console is drawn. */
  start?: (lectern: Lectern, texts: Texts) => unknown;
  /** By the id of the tab. A panel is mounted where this member's console has the tab. */
  panels?: Record<string, (element: HTMLElement, lectern: Lectern, texts: Texts) => unknown>;
  /** Numbers on the tabs, by the name in `data-count`; 0 shows nothing. */
  counts?: Record<string, (state: Snapshot) => number>;
  /** Drawn in the bar, and redrawn every second. */
  figures?: (lectern: Lectern) => unknown;
  /** What waits for the presenter, for the card of the moment; the most urgent feature comes first. */
  moment?: (lectern: Lectern, texts: Texts) => Moment | undefined;
  /** Drawn above the list of people. */
  above?: (lectern: Lectern) => unknown;
  /** The words for what another host has done, with `{name}`, by the kind of entry in the timeline. */
  acts?: Record<string, Msg>;
  /** The actions of the keys of live/console/keys.ts. */
  keys?: Partial<Record<KeyAction, KeyPress>>;
}

/** `panel` is the tab that comes to the front before `press` runs; none if the card of the moment shows all. */
type KeyPress = { panel?: string; press: (lectern: Lectern) => unknown };

/** One thing that waits for the presenter. What lit draws stands in a place of its own. */
export interface Moment {
  /** Distinguishes it from all others of the session. */
  key: string;
  /**
   * `now`: everybody has it before them. `next`: it belongs to this slide and can begin. `soon`: somebody waits
   * for it. `done`: only its result is left.
   */
  urgency: "now" | "next" | "soon" | "done";
  /** Whether the stage shows it; left out by what it never shows. */
  isOnStage?: boolean;
  /** Whether it hides whatever else the stage shows. */
  coversStage?: boolean;
  /** The words of the button that brings it into the card. */
  name: string;
  kind: unknown;
  title: unknown;
  state?: unknown;
  /** The buttons, the main one first. */
  act: unknown;
  /** What comes below the buttons, such as a result. With it, also while it is empty, the card keeps room for it. */
  more?: unknown;
}

/** A feature on the projector. */
export interface OnStage {
  /** The scenes that hosts can show there instead of the slide, by kind. */
  scenes?: Record<string, Scene>;
  /** Takes the whole stage while it lasts, such as a break. */
  takeover?: Draw;
  /** Stands beside whatever is shown, such as a countdown. */
  overlay?: Draw;
  /** Stands beside it in each language of the stage. */
  lane?: Draw;
}

export interface Scene {
  draw: Draw;
  /** Whether it is drawn only once, because it is the same in every language of the stage. */
  isOnce?: boolean;
}

/**
 * Returns undefined if there is nothing to show now. `words` are in the deck's language; `now` is the server's
 * time in ms.
 */
type Draw = (state: State, deck: Deck, words: Words, now: number, wordsIn: WordsIn) => unknown;
