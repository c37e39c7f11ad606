/**
 * Defines the contract between the player and its carrier: what the player plays, and whom it tells. A carrier
 * is a page kept on a phone, a package on a USB stick, or a package in another system.
 *
 * A bundle of the player is a file in `static/js/connect/players/`. It reads a pack, makes a recorder and calls
 * `play(element, pack, recorder)` of `learn/player/play.ts`. It is built as a classic script, so that it runs
 * from `file://` and in frames of other systems. Types only.
 */

import type { Table } from "../../kit/words.ts";
import type { PollKind } from "../../room/engine/types.ts";

/** A language's tag: en, ru, kk or prs. */
type Tag = string;

/** A pack as `webinar/learn/offline/pack.py` writes it. Texts are sanitised HTML or plain. */
export interface Pack {
  format: 1;
  /** The name of the module or programme. */
  id: string;
  /** 16 hex digits that change with the content. */
  edition: string;
  /** Learners who ask for none of these get the first. */
  languages: Tag[];
  title: Record<Tag, string>;
  /** What learners will be able to do; has no languages if nobody says. Missing in packs of older servers. */
  objectives?: Record<Tag, { language: Tag; texts: string[] }>;
  /** At least one, in order, without tests. */
  parts: PackPart[];
  slides: PackSlide[];
  /** The terms to which the slides link, as `a.term[href$="#id"]`. */
  terms: Record<Tag, PackTerm[]>;
  /** The words of the player itself, in packages. On a device they come with the player, because it may be newer. */
  words: Record<Tag, Table>;
  /** By the address in the HTML: what to show instead. */
  images: Record<string, string>;
}

export interface PackPart {
  id: string;
  title: Record<Tag, string>;
  /** The number of its first slide in `slides`, from 0. */
  first: number;
  slides: number;
  /**
   * The number of slides in each round, as the server has cut them; empty in a course without rounds. Missing in
   * packs of older servers.
   */
  rounds?: number[];
}

export interface PackSlide {
  /** The same in all languages; deeds name it. */
  id: string;
  kind: "slide" | "question" | "scenario" | "steps";
  /** Has every language of the pack. */
  text: Record<Tag, SlideText>;
  /** Seconds after which the slide counts as read. */
  needed: Record<Tag, number>;
  /** Seconds that reading it takes. Missing in packs of older servers. */
  reading?: Record<Tag, number>;
  poll?: PackPoll | null;
}

interface SlideText {
  /** The language of this text: another one if the wanted one is missing. */
  language: Tag;
  /** Plain text. */
  title: string;
  html: string;
  /** HTML that a presenter would have spoken; may be empty. */
  study: string;
  /** HTML; may be empty. */
  handout: string;
  /** Drafts of next steps, in plain text. */
  steps?: PackStep[];
}

type PackStep = { text: string; owner: string; indicator: string; days: number };

export interface PackPoll {
  kind: PollKind;
  is_quiz: boolean;
  /** The answer is sent once; no record of the learner keeps it. */
  is_anonymous?: boolean;
  may_abstain: boolean;
  /** The points to share out, or 0. */
  points: number;
  right?: { value: number; tolerance: number } | null;
  options: { id: string; is_correct?: boolean }[];
  text: Record<Tag, PollText>;
}

export interface PollText {
  /** The language of this text: another one if the wanted one is missing. */
  language: Tag;
  /** Plain text. */
  question: string;
  /** By option, in plain text. */
  labels: Record<string, string>;
  /** HTML; empty if there is none or the pack has no answers. */
  why: string;
}

export interface PackTerm {
  id: string;
  term: string;
  also: string[];
  meaning: string;
  /** The language of this term: another one if the wanted one is missing. */
  language: Tag;
  /** Its names in other languages. */
  others: Record<Tag, string>;
}

/** The fields of `study.wire.Answer`. An answer has only the field of its kind. */
export interface Answer {
  /** For single, several, scale and ranking (in order). */
  options?: string[];
  points?: Record<string, number>;
  number?: number;
  /** For an open question, a scenario or next steps; beside options, the reason for them. */
  text?: string;
  words?: string[];
  abstain?: boolean;
}

export type Read = { type: "read"; key: string; slide: string; began: number; ended: number; seconds: number };
export type Answered = { type: "answered"; key: string; item: string; at: number; language: Tag; answer: Answer };

/** An answer to a question that came back; `zone` is the time zone by whose days the learner repeats. */
export type Repeated = { type: "repeated"; key: string; item: string; at: number; zone: string; answer: Answer };

/**
 * A learner's deed, exactly as `webinar/learn/study/wire.py` takes it. `key` names the deed for ever: sent
 * twice, it counts once. Times are milliseconds since 1970 by this device's clock.
 */
export type Deed = Read | Answered | Repeated;

/** The learner's progress: what `load` returns and `learn/player/progress.ts` keeps. Plain JSON. */
export interface Saved {
  /** "" if nobody has chosen. */
  language: Tag;
  /** The id of the slide to continue at, or "" for the first. */
  slide: string;
  /** By slide. */
  seconds: Record<string, number>;
  /** The ids of slides. */
  done: string[];
  /** By item, the oldest first. */
  answers: Record<string, Try[]>;
  /** The questions whose first answer was wrong. Missing in what older versions have saved. */
  returning?: Record<string, Returning>;
}

/** The Leitner box of a question that comes back, counted from 0, and since when it is in there. */
export type Returning = { box: number; since: number };

/** `is_right` is null if nothing is right or wrong. */
export type Try = { answer: Answer; is_right: boolean | null };

/** The recorder whom the player tells. The player never asks for it again: it keeps its own copy of the progress. */
export interface Recorder {
  /** Called once, before anything is shown. */
  load: () => Promise<Saved>;
  /**
   * Keeps the deed. Rejects if it could not be kept, and the learner is told so: with a `QuotaExceededError` if
   * there is no space, with the message `gone` if the course is not kept any more. For a question, the player
   * awaits this before it shows the verdict.
   */
  tell: (deed: Deed) => Promise<void>;
  /** The slide in view now, to continue there later. */
  place: (slide: string) => void;
  /** The language that was chosen now. */
  language: (tag: Tag) => void;
  /** The page is closing, perhaps for good: send what can be sent now. */
  leave: () => void;
}
