// @ts-check
/** Questions as a screen holds them. Types only. */

/** @typedef {import("../live/wire.ts").QuestionView} QuestionView */
/** @typedef {import("../live/wire.ts").QuestionsPart} SaidQuestions */

/**
 * @typedef {"waiting" | "open" | "parked" | "answered" | "declined" | "merged" | "gone"} State
 *
 * @typedef {"text" | "language" | "by" | "votes" | "answer" | "translations"} Whole what is there until only some of it changes
 *
 * @typedef {Omit<QuestionView, "state" | Whole> & Required<Pick<QuestionView, Whole>> & {state: State}} Question
 *
 * @typedef {Omit<SaidQuestions, "items"> & {items: Question[], turn?: number}} QuestionsPart
 */

export {};
