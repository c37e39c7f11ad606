// @ts-check
/** Questions as a screen holds them. Types only. */

/** @typedef {import("../live/wire.ts").QuestionView} QuestionView */
/** @typedef {import("../live/wire.ts").QuestionsPart} SaidQuestions */

/**
 * @typedef {"state" | "text" | "language" | "by" | "votes" | "answer" | "translations"} Whole what is there until only some of it changes
 *
 * @typedef {QuestionView & Required<Pick<QuestionView, Whole>>} Question
 *
 * @typedef {Omit<SaidQuestions, "items"> & {items: Question[], turn?: number}} QuestionsPart
 */

export {};
