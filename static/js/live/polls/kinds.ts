/**
 * What is chosen on the screen, as a list of texts whatever the kind of poll, and as the fields of a
 * vote. The kinds beside ticks are loaded when there is such a poll. No DOM.
 */

import type { Words } from "../../kit/words.ts";
import type { PollAnswer, PollView } from "../../room/engine/types.ts";
import type { Asked } from "./asking.ts";

/** of `poll.vote` */
type Fields = PollAnswer & { options?: readonly string[] };

export interface Kind {
  /** a vote as a choice */
  read: (poll: PollView, fields: Fields) => readonly string[];
  /** a choice as a vote */
  fields: (poll: PollView, choice: readonly string[]) => Fields;
  /** the code of what is wrong with it, or "" */
  wrong: (poll: PollView, choice: readonly string[]) => string;
  /** what of a draft still makes sense */
  kept?: (poll: PollView, draft: string[]) => string[];
  same?: (one: readonly string[], other: readonly string[]) => boolean;
  /** a choice in words */
  said?: (choice: readonly string[], labels: Record<string, string>, words: Words) => string;
  /** the key of what is said of a counted vote */
  counted?: (poll: PollView) => string;
  /** the key of what to do */
  how?: string;
  /** results mark what this member chose */
  marked?: true;
  form?: (card: Asked, choice: readonly string[]) => unknown;
}

/** a result that is to be drawn */
export interface Shown {
  poll: PollView;
  /** its first round, where it is the second */
  first?: PollView;
  wording: { labels: Record<string, string>; language: string };
  words: Words;
}

/** Stands in a choice for who abstains: no option is called so. */
export const ABSTAIN = "*";

/** What is chosen among options. */
export const TICKS: Kind = {
  read: (poll, { options = [] }) => poll.options.filter((key) => options.includes(key)),
  fields: (_poll, choice) => ({ options: [...choice] }),
  wrong: (_poll, choice) => (choice.length ? "" : "no_choice"),
  kept: (poll, draft) => draft.filter((key) => poll.options.includes(key)),
};

const KINDS: Partial<Record<PollView["kind"], Kind>> = { single: TICKS, several: TICKS, scale: TICKS };

/** The kinds that are loaded later announce themselves. */
export function addKinds(kinds: typeof KINDS) {
  Object.assign(KINDS, kinds);
}

let figures: (shown: Shown) => unknown = () => undefined;

/** @param draw what cannot be drawn as one list of bars */
export function addFigures(draw: typeof figures) {
  figures = draw;
}

/** Undefined where bars are enough, or until there is more. */
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

/** What counts of this member, as a choice; null where there is nothing. */
export function countedChoice(poll: PollView) {
  return poll.mine ? choiceOf(poll, { options: poll.mine, ...poll.answer }) : null;
}

export function fieldsOf(poll: PollView, choice: readonly string[]): Fields {
  return isAbstaining(choice) ? { abstain: true } : kindOf(poll).fields(poll, choice);
}

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
