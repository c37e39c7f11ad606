/**
 * Converts between a choice on the screen, which is a list of texts for every kind of poll, and the fields of a vote.
 * Kinds that need more than checkboxes are loaded once the room has a poll of such a kind. No DOM.
 */

import type { Msg, Words } from "../../kit/words.ts";
import type { PollAnswer, PollView } from "../../room/engine/types.ts";
import type { Asked } from "./asking.ts";

/** The fields of `poll.vote`. */
type Fields = PollAnswer & { options?: readonly string[] };

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
  /** The message to a participant whose vote is counted. */
  counted?: (poll: PollView) => Msg;
  /** The instruction above the form. */
  instruction?: Msg;
  /** Whether results mark what this member chose. */
  marked?: true;
  /** Draws the form, if it is not one of checkboxes. */
  form?: (card: Asked, choice: readonly string[]) => unknown;
}

/** A result to draw. */
export interface Shown {
  poll: PollView;
  /** The first round, if this is the second. */
  first?: PollView;
  wording: { labels: Record<string, string>; language: string };
  words: Words;
}

/** The text of an abstention in a choice. No option has this key. */
export const ABSTAIN = "*";

/** The kind of poll that is answered with checkboxes or radio buttons. */
export const TICKS: Kind = {
  read: (poll, { options = [] }) => poll.options.filter((key) => options.includes(key)),
  fields: (_poll, choice) => ({ options: [...choice] }),
  wrong: (_poll, choice) => (choice.length ? "" : "no_choice"),
  kept: (poll, draft) => draft.filter((key) => poll.options.includes(key)),
};

const KINDS: Partial<Record<PollView["kind"], Kind>> = { single: TICKS, several: TICKS, scale: TICKS };

/** Kinds that are loaded later register themselves. */
export function addKinds(kinds: typeof KINDS) {
  Object.assign(KINDS, kinds);
}

let figures: (shown: Shown) => unknown = () => undefined;

/** @param draw draws the results that one list of bars cannot show */
export function addFigures(draw: typeof figures) {
  figures = draw;
}

/** Returns undefined if bars are enough, or until the other figures are loaded. */
export function drawFigures(shown: Shown) {
  return figures(shown);
}

export function isLoaded({ kind }: Pick<PollView, "kind">) {
  return KINDS[kind] !== undefined;
}

export function kindOf({ kind }: Pick<PollView, "kind">): Kind {
  return KINDS[kind] ?? TICKS;
}

export function choiceOf(poll: PollView, fields: Fields): readonly string[] {
  return fields.abstain ? [ABSTAIN] : kindOf(poll).read(poll, fields);
}

/** Returns this member's counted vote as a choice, or null if there is none. */
export function countedChoice(poll: PollView) {
  return poll.mine ? choiceOf(poll, { options: poll.mine, ...poll.answer }) : null;
}

export function fieldsOf(poll: PollView, choice: readonly string[]): Fields {
  return isAbstaining(choice) ? { abstain: true } : kindOf(poll).fields(poll, choice);
}

/** Returns the code of what is wrong with the choice, or "". */
export function wrongWith(poll: PollView, choice: readonly string[]) {
  return isAbstaining(choice) ? "" : kindOf(poll).wrong(poll, choice);
}

export function isAbstaining(choice: readonly string[]) {
  return choice[0] === ABSTAIN;
}

export function isSame(poll: PollView, one: readonly string[], other: readonly string[]) {
  const { same } = kindOf(poll);
  if (same && !isAbstaining(one) && !isAbstaining(other)) return same(one, other);
  return one.length === other.length && one.every((text, index) => text === other[index]);
}
