/**
 * Converts between a choice on the screen, which is a list of texts for every kind of poll, and the fields of a vote.
 * Kinds that need more than checkboxes are loaded once the room has a poll of such a kind. No DOM.
 */

import type { PollView } from "../../room/engine/types.ts";
import type { Card } from "./card.ts";
import { ABSTAIN, isAbstaining, type Fields, type Kind } from "./kinds/kind.ts";
import { kind as scale } from "./kinds/scale.ts";
import { kind as several } from "./kinds/several.ts";
import { kind as single } from "./kinds/single.ts";

/** The kinds that a first screen can draw: those with checkboxes or radio buttons. */
const KINDS: Partial<Record<PollView["kind"], Kind>> = { single, several, scale };

/** Kinds that are loaded later register themselves. */
export function addKinds(kinds: typeof KINDS) {
  Object.assign(KINDS, kinds);
}

type DrawResult = (card: Card, status: unknown) => unknown;

let draw: DrawResult | undefined;

/** Results are drawn by code that the first screen can do without. */
export function addResults(drawResult: DrawResult) {
  draw = drawResult;
}

/** Draws the result of a poll that is loaded. */
export function drawResult(card: Card, status: unknown) {
  return draw?.(card, status);
}

/** Whether the poll can be drawn: its kind is known and, once its result is shown, so are results. */
export function isLoaded({ kind, state }: Pick<PollView, "kind" | "state">) {
  return KINDS[kind] !== undefined && (state !== "revealed" || draw !== undefined);
}

export function kindOf({ kind }: Pick<PollView, "kind">): Kind {
  return KINDS[kind] ?? single;
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

export function isSame(poll: PollView, one: readonly string[], other: readonly string[]) {
  const { same } = kindOf(poll);
  if (same && !isAbstaining(one) && !isAbstaining(other)) return same(one, other);
  return one.length === other.length && one.every((text, index) => text === other[index]);
}
