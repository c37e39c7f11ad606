/**
 * What the player plays and whom it tells: the contract between the player and whoever carries it,
 * which is a page kept on a phone, a package on a USB stick, or a package in another system.
 *
 * A bundle of it is a file in `js/players/`: it reads a pack, makes a recorder and calls
 * `play(element, pack, recorder)` of `player/play.ts`. It is built as a classic script, so that it
 * runs from `file://` and in frames of other systems. No types need `import`: this file is empty.
 */

import type { PollKind } from "../../room/engine/types.ts";

/** a language: en, ru, kk, prs */
type Tag = string;

/** as `webinar/learn/offline/pack.py` writes it; texts are cleaned HTML or plain */
export interface Pack {
  format: 1;
  /** the module's or programme's name */
  id: string;
  /** 16 hex digits that change with the content */
  edition: string;
  /** the first is shown to those who ask for none of them */
  languages: Tag[];
  title: Record<Tag, string>;
  /** at least one, in order, without tests */
  parts: PackPart[];
  slides: PackSlide[];
  /** those that the slides link to, as `a.term[href$="#id"]` */
  terms: Record<Tag, PackTerm[]>;
  /** of the player itself, see `lib/words.ts` */
  words: Record<Tag, Record<string, any>>;
  /** by the address in the HTML: what to show instead */
  images: Record<string, string>;
}

interface PackPart {
  id: string;
  title: Record<Tag, string>;
  /** number of its first slide in `slides`, from 0 */
  first: number;
  slides: number;
}

export interface PackSlide {
  /** the same in all languages; deeds name it */
  id: string;
  kind: "slide" | "question" | "scenario" | "steps";
  /** has every language of the pack */
  text: Record<Tag, SlideText>;
  /** seconds from which on it was read */
  needed: Record<Tag, number>;
  poll?: PackPoll | null;
}

interface SlideText {
  /** the one found, where the wanted one is missing */
  language: Tag;
  /** plain */
  title: string;
  html: string;
  /** HTML that a presenter would have spoken; may be empty */
  study: string;
  /** HTML; may be empty */
  handout: string;
  /** drafts of next steps, plain */
  steps?: PackStep[];
}

type PackStep = { text: string; owner: string; indicator: string; days: number };

export interface PackPoll {
  kind: PollKind;
  is_quiz: boolean;
  /** what was answered is told once, and kept by nobody */
  is_anonymous?: boolean;
  may_abstain: boolean;
  /** to share out, 0 where nothing is */
  points: number;
  right?: { value: number; tolerance: number } | null;
  options: { id: string; is_correct?: boolean }[];
  text: Record<Tag, PollText>;
}

export interface PollText {
  /** the one found */
  language: Tag;
  /** plain */
  question: string;
  /** by option, plain */
  labels: Record<string, string>;
  /** HTML, empty where there is none or answers are not in the pack */
  why: string;
}

export interface PackTerm {
  id: string;
  term: string;
  also: string[];
  meaning: string;
  /** the one found */
  language: Tag;
  /** its names in other languages */
  others: Record<Tag, string>;
}

/** the fields of `study.wire.Answer`; only the one of its kind is there */
export interface Answer {
  /** single, several, scale, ranking (in order) */
  options?: string[];
  points?: Record<string, number>;
  number?: number;
  /** of an open question, a scenario or next steps */
  text?: string;
  words?: string[];
  abstain?: boolean;
}

export type Read = { type: "read"; key: string; slide: string; began: number; ended: number; seconds: number };
export type Answered = { type: "answered"; key: string; item: string; at: number; language: Tag; answer: Answer };

/**
 * What a learner did, exactly as `webinar/learn/study/wire.py` takes it. `key` is its name for ever: told
 * twice it counts once. Instants are milliseconds since 1970 by this device.
 */
export type Deed = Read | Answered;

/** How far somebody is: what `load` gives and `player/progress.ts` keeps. Plain JSON. */
export interface Saved {
  /** "" where nobody has chosen */
  language: Tag;
  /** the id of the slide to go on at, "" for the first */
  slide: string;
  /** by slide */
  seconds: Record<string, number>;
  /** slides */
  done: string[];
  /** by item, the oldest first */
  answers: Record<string, Try[]>;
}

/** null where nothing is right or wrong */
export type Try = { answer: Answer; is_right: boolean | null };

/** Whom the player tells. It never asks again for what it told: it keeps its own copy of progress. */
export interface Recorder {
  /** once, before anything is shown */
  load: () => Promise<Saved>;
  /**
   * keeps it; rejects if it could not be kept, and the learner is told so: by a `QuotaExceededError`
   * where there is no room, by the message `gone` where the course is kept no more. For a question
   * this is awaited before the verdict is shown.
   */
  tell: (deed: Deed) => Promise<void>;
  /** the slide that is looked at now, to go on there later */
  place: (slide: string) => void;
  /** chosen now */
  language: (tag: Tag) => void;
  /** the page goes away, perhaps for good: send what can be sent now */
  leave: () => void;
}
