/**
 * Everything that a feature may add in the browser: the fields of its objects. Types only.
 *
 * A feature has up to four, one for each bundle that needs a part of it, so that a phone does not
 * load what only a console shows. Each is exported by a file of the feature's folder and named in
 * the one list of its bundle, in the order in which the page draws them. Every field may be left out.
 *
 * | object | exported by | listed in |
 * | --- | --- | --- |
 * | `Feature` | `<feature>/feature.ts` | `live/features.ts`: every page that has a room |
 * | `InRoom` | `<feature>/participant.ts` | `rooms/features.ts`: a participant's room, after the first screen |
 * | `OnConsole` | `<feature>/console.ts` | `console/features.ts` |
 * | `OnStage` | `<feature>/stage.ts` | `stage/features.ts` |
 */

import type { KeyAction } from "../../live/console/keys.ts";
import type { Lectern } from "../../live/console/lectern.ts";
import type { Texts } from "../../live/console/view.ts";
import type { Mount } from "../../kit/dom.ts";
import type { Words } from "../../kit/words.ts";
import type { Drafts } from "../rooms/drafts.ts";
import type { Guide } from "../rooms/guide.ts";
import type { Teller } from "../rooms/news.ts";
import type { Screen } from "../rooms/screen.ts";
import type { WordsIn } from "../../live/stage/words.ts";
import type { Room } from "./room.ts";
import type { State } from "./store.ts";
import type { Deck, Snapshot } from "./types.ts";

/**
 * What the store and the outbox need to know. A part of the snapshot whose broadcasts say by
 * themselves how they are applied (`part`) needs none of it.
 */
export interface Feature {
  /** by broadcast: the parts of the state that it changes. Two features may not claim the same broadcast. */
  reduce?: Record<string, (state: Snapshot, body: any) => Partial<Snapshot>>;
  /**
   * broadcasts out of sequence, of which only the newest counts: by broadcast, the field that says
   * what it is about, "" where it has none
   */
  newest?: Record<string, string>;
  /**
   * commands of which only the newest counts, so that it replaces one that still waits: by command,
   * the field that says what it is about, or ""
   */
  about?: Record<string, string>;
  /** commands that outlive the page while they wait */
  kept?: string[];
  /**
   * by command: the broadcast that its acknowledgement stands for, should that be lost; its body is
   * the command's fields
   */
  echo?: Record<string, string>;
}

/** What the parts of a participant's room share. */
export interface Shared {
  screen: Screen;
  drafts: Drafts;
  guide: Guide;
}

/** A feature in a participant's room, loaded once the first screen is usable. */
export interface InRoom {
  /** called before it is mounted */
  start?: (room: Room, words: Words, shared: Shared) => void;
  /** by the name in `data-mount` */
  mounts?: Record<string, Mount<Shared>>;
  /** its place among those at the foot */
  place?: Place;
  /** the bar above the places; the features' order decides which is shown */
  offer?: Offer;
  /** says to screen readers what has changed */
  teller?: Teller;
}

export interface Place {
  /** the id of its section, and where its link at the foot leads */
  name: string;
  /** the number at its link; nothing for 0 */
  count?: (state: State) => number;
  /** for a place that is there only at times */
  isShown?: (state: State) => boolean;
}

/** the place and the slide that are looked at */
export type Where = { place: string; shown: number };

/** what waits for an answer and is not on the screen, and the key of its words */
export type Offer = (state: State, where: Where) => { place: string; word: string } | null;

/** A feature on the console. */
export interface OnConsole {
  /** called once the console is drawn */
  start?: (lectern: Lectern, texts: Texts) => unknown;
  /** by the id of its tab; mounted where this member's console has the tab */
  panels?: Record<string, (element: HTMLElement, lectern: Lectern, texts: Texts) => unknown>;
  /** numbers on the tabs, by the name in `data-count`; nothing for 0 */
  counts?: Record<string, (state: Snapshot) => number>;
  /** drawn in the bar, anew each second */
  figures?: (lectern: Lectern) => unknown;
  /** drawn above the list of people */
  above?: (lectern: Lectern) => unknown;
  /** what a key of console/keys.ts does */
  keys?: Partial<Record<KeyAction, KeyPress>>;
}

/**
 * `panel` is the tab that
 * comes to the front first
 */
type KeyPress = { panel: string; press: (lectern: Lectern) => unknown };

/** A feature on the projector. */
export interface OnStage {
  /** what hosts can bring there instead of the slide, by kind */
  scenes?: Record<string, Scene>;
  /** takes the whole stage by itself while it lasts, such as a break */
  takeover?: Draw;
  /** stands beside whatever is shown, such as a countdown */
  overlay?: Draw;
  /** stands beside it in each language of the stage */
  lane?: Draw;
}

export interface Scene {
  draw: Draw;
  /** it is the same in every language of the stage, so drawn once */
  isOnce?: boolean;
}

/**
 * undefined where there is nothing to show now. `words` are in the deck's language, `now` is the
 * server's time in ms.
 */
type Draw = (state: State, deck: Deck, words: Words, now: number, wordsIn: WordsIn) => unknown;
