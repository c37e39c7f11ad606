// @ts-check
/**
 * What is chosen on the screen, as a list of texts whatever the kind of poll, and as the fields of a
 * vote. The kinds beside ticks are loaded when there is such a poll. No DOM.
 */

/** @typedef {import("../live/types.js").PollView} PollView */
/** @typedef {import("../live/types.js").PollAnswer & {options?: readonly string[]}} Fields of `poll.vote` */
/**
 * @typedef {object} Kind
 * @property {(poll: PollView, fields: Fields) => readonly string[]} read a vote as a choice
 * @property {(poll: PollView, choice: readonly string[]) => Fields} fields a choice as a vote
 * @property {(poll: PollView, choice: readonly string[]) => string} wrong the code of what is wrong with it, or ""
 * @property {(poll: PollView, draft: string[]) => string[]} [kept] what of a draft still makes sense
 * @property {(one: readonly string[], other: readonly string[]) => boolean} [same]
 * @property {(choice: readonly string[], labels: Record<string, string>, words: import("../lib/words.js").Words) => string} [said] a choice in words
 * @property {(poll: PollView) => string} [counted] the key of what is said of a counted vote
 * @property {string} [how] the key of what to do
 * @property {true} [marked] results mark what this member chose
 * @property {(card: import("./asking.js").Asked, choice: readonly string[]) => unknown} [form]
 */

/**
 * @typedef {object} Shown a result that is to be drawn
 * @property {PollView} poll
 * @property {PollView} [first] its first round, where it is the second
 * @property {{labels: Record<string, string>, language: string}} wording
 * @property {import("../lib/words.js").Words} words
 */

/** Stands in a choice for who abstains: no option is called so. */
export const ABSTAIN = "*";

/** What is chosen among options. @type {Kind} */
export const TICKS = {
  read: (poll, { options = [] }) => poll.options.filter((key) => options.includes(key)),
  fields: (_poll, choice) => ({ options: [...choice] }),
  wrong: (_poll, choice) => (choice.length ? "" : "no_choice"),
  kept: (poll, draft) => draft.filter((key) => poll.options.includes(key)),
};

/** @type {Partial<Record<PollView["kind"], Kind>>} */
const KINDS = { single: TICKS, several: TICKS, scale: TICKS };

/** The kinds that are loaded later announce themselves. @param {typeof KINDS} kinds */
export function addKinds(kinds) {
  Object.assign(KINDS, kinds);
}

/** @type {(shown: Shown) => unknown} */
let figures = () => undefined;

/** @param {typeof figures} draw what cannot be drawn as one list of bars */
export function addFigures(draw) {
  figures = draw;
}

/** Undefined where bars are enough, or until there is more. @param {Shown} shown */
export function drawFigures(shown) {
  return figures(shown);
}

/** @param {Pick<PollView, "kind">} poll */
export function isLoaded({ kind }) {
  return KINDS[kind] !== undefined;
}

/** @param {Pick<PollView, "kind">} poll @returns {Kind} */
export function kindOf({ kind }) {
  return KINDS[kind] ?? TICKS;
}

/** @param {PollView} poll @param {Fields} fields @returns {readonly string[]} */
export function choiceOf(poll, fields) {
  return fields.abstain ? [ABSTAIN] : kindOf(poll).read(poll, fields);
}

/** What counts of this member, as a choice; null where there is nothing. @param {PollView} poll */
export function countedChoice(poll) {
  return poll.mine ? choiceOf(poll, { options: poll.mine, ...poll.answer }) : null;
}

/** @param {PollView} poll @param {readonly string[]} choice @returns {Fields} */
export function fieldsOf(poll, choice) {
  return isAbstaining(choice) ? { abstain: true } : kindOf(poll).fields(poll, choice);
}

/** @param {PollView} poll @param {readonly string[]} choice */
export function wrongWith(poll, choice) {
  return isAbstaining(choice) ? "" : kindOf(poll).wrong(poll, choice);
}

/** @param {readonly string[]} choice */
export function isAbstaining(choice) {
  return choice[0] === ABSTAIN;
}

/** @param {PollView} poll @param {readonly string[]} one @param {readonly string[]} other */
export function isSame(poll, one, other) {
  const { same } = kindOf(poll);
  if (same && !isAbstaining(one) && !isAbstaining(other)) return same(one, other);
  return one.length === other.length && one.every((text, index) => text === other[index]);
}
