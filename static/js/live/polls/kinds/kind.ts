/** The interface of a kind of poll, and what the kinds have in common. No DOM. */

import type { Msg, Words } from "../../../kit/words.ts";
import type { PollAnswer, PollView } from "../../../room/engine/types.ts";
import type { Asked, ticks } from "../asking.ts";

/** The fields of `poll.vote`. */
export type Fields = PollAnswer & { options?: readonly string[] };

/** How a kind is answered. On the screen, a choice is a list of texts for every kind. */
export interface Kind {
  /** Turns a vote into a choice. */
  read: (poll: PollView, fields: Fields) => readonly string[];
  /** Turns a choice into a vote. */
  fields: (poll: PollView, choice: readonly string[]) => Fields;
  /** The code of what is wrong with the choice, or "". */
  wrong: (poll: PollView, choice: readonly string[]) => string;
  /** Returns the part of a draft that still fits the poll. */
  kept?: (poll: PollView, draft: string[]) => string[];
  /** Whether two choices are equal; without it, if they have the same texts in the same order. */
  same?: (one: readonly string[], other: readonly string[]) => boolean;
  /** Puts a choice into words. */
  inWords?: (choice: readonly string[], labels: Record<string, string>, words: Words) => string;
  /** The message to a participant whose vote is counted, if it is not the usual one. */
  counted?: (poll: PollView) => Msg | undefined;
  /** The instruction above the form. */
  instruction: Msg;
  /** Whether at most one option may be chosen. */
  picksOne?: true;
  /** Whether the keys of the options are numbers, which have a mean. */
  hasMean?: true;
  /** Anonymous votes are padded to a multiple of so many bytes, if not of the usual number. */
  pad?: number;
  /** Whether results mark what this member chose, although the kind has a form. */
  marked?: true;
  /** Draws the form, if it is not one of checkboxes alone; `drawOptions` draws these. */
  form?: (card: Asked, choice: readonly string[], drawOptions: typeof ticks) => unknown;
}

/** A result to draw. */
export interface Shown {
  poll: PollView;
  /** The first round, if this is the second. */
  first?: PollView;
  wording: { labels: Record<string, string>; language: string };
  words: Words;
}

/** Draws a result. */
export type Figures = (shown: Shown) => unknown;

/** Each option has a bar. Every page draws these bars itself. */
export const BARS = undefined;

/** The text of an abstention in a choice. No option has this key. */
export const ABSTAIN = "*";

export function isAbstaining(choice: readonly string[]) {
  return choice[0] === ABSTAIN;
}

// How a vote that is a set of options is read and checked.

export function read(poll: PollView, { options = [] }: Fields) {
  return poll.options.filter((key) => options.includes(key));
}

export function fields(_poll: PollView, choice: readonly string[]): Fields {
  return { options: [...choice] };
}

export function wrong(_poll: PollView, choice: readonly string[]) {
  return choice.length ? "" : "no_choice";
}

export function kept(poll: PollView, draft: string[]) {
  return draft.filter((key) => poll.options.includes(key));
}
