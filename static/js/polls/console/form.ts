// @ts-check
/** A poll that is made on the spot: what the form holds, what is missing, what is sent. No DOM. */

import { parseNumber } from "../numbers.js";

export const MOST_OPTIONS = 20;
export const FEWEST_OPTIONS = 2;
export const POINTS = { fewest: 2, most: 100, usual: 10 };

/** @typedef {import("../../live/types.js").PollKind} PollKind */

/** @type {PollKind[]} */
export const KINDS = ["single", "several", "scale", "ranking", "points", "numeric", "text", "cloud"];
/** @type {PollKind[]} what can have a right answer */
const QUIZZES = ["single", "several", "numeric"];
/** @type {PollKind[]} */
const WITHOUT_OPTIONS = ["numeric", "text", "cloud"];

/**
 * @typedef {object} Wording
 * @property {string} question
 * @property {string[]} options
 *
 * @typedef {object} PollDraft
 * @property {PollKind} kind
 * @property {boolean} quiz  it has a right answer, where its kind can
 * @property {boolean} anonymous
 * @property {boolean} abstain
 * @property {number} seconds  the countdown to offer, 0 for none
 * @property {string} points  as typed
 * @property {string} right  the right number, as typed
 * @property {string} tolerance  as typed
 * @property {string} language  the language that it is written in
 * @property {number[]} correct
 * @property {Record<string, Wording>} wordings  by language; all hold equally many options
 */

/**
 * @param {string} language
 * @param {string[]} languages
 * @returns {PollDraft}
 */
export function emptyDraft(language, languages) {
  const wordings = Object.fromEntries(
    [language, ...languages].map((each) => [each, { question: "", options: ["", ""] }]),
  );
  const plain = { quiz: false, anonymous: false, abstain: false, seconds: 0 };
  return { kind: "single", ...plain, points: String(POINTS.usual), right: "", tolerance: "", language, correct: [], wordings };
}

/** @param {PollDraft} draft @returns {PollDraft} */
export function withOption(draft) {
  if (optionCount(draft) >= MOST_OPTIONS) return draft;
  return mapOptions(draft, (options) => [...options, ""]);
}

/** @param {PollDraft} draft @param {number} index @returns {PollDraft} */
export function withoutOption(draft, index) {
  if (optionCount(draft) <= FEWEST_OPTIONS) return draft;
  const correct = draft.correct
    .filter((each) => each !== index)
    .map((each) => (each > index ? each - 1 : each));
  return { ...mapOptions(draft, (options) => options.filter((_, at) => at !== index)), correct };
}

/** @param {PollDraft} draft @param {string} language @param {string} question @returns {PollDraft} */
export function withQuestion(draft, language, question) {
  return withWording(draft, language, { ...wordingOf(draft, language), question });
}

/**
 * @param {PollDraft} draft
 * @param {string} language
 * @param {number} index
 * @param {string} text
 * @returns {PollDraft}
 */
export function withOptionText(draft, language, index, text) {
  const wording = wordingOf(draft, language);
  const options = wording.options.map((option, at) => (at === index ? text : option));
  return withWording(draft, language, { ...wording, options });
}

/**
 * Marks or unmarks an option as right; where one is chosen, one is right.
 *
 * @param {PollDraft} draft
 * @param {number} index
 * @returns {PollDraft}
 */
export function withCorrect(draft, index) {
  if (draft.kind === "single") return { ...draft, correct: [index] };
  const correct = draft.correct.includes(index)
    ? draft.correct.filter((each) => each !== index)
    : [...draft.correct, index].sort((a, b) => a - b);
  return { ...draft, correct };
}

/** @param {PollDraft} draft @param {PollKind} kind @returns {PollDraft} */
export function withKind(draft, kind) {
  return { ...draft, kind, correct: kind === "single" ? draft.correct.slice(0, 1) : draft.correct };
}

/**
 * What keeps the poll from being made, or null. A translation is whole or absent: half of one would
 * leave a participant with options that have no words.
 *
 * @param {PollDraft} draft
 * @returns {"question" | "options" | "correct" | "same" | "points" | "right" | "translation" | null}
 */
export function missingIn(draft) {
  const { question, options } = neededOf(draft, draft.language);
  if (question.trim() === "") return "question";
  if (options.some((option) => option.trim() === "")) return "options";
  if (new Set(options.map((option) => option.trim())).size < options.length) return "same";
  if (draft.kind === "points" && pointsOf(draft) === null) return "points";
  if (isQuiz(draft) && draft.kind === "numeric" && rightOf(draft) === null) return "right";
  if (isQuiz(draft) && draft.kind !== "numeric" && draft.correct.length === 0) return "correct";
  const half = otherLanguages(draft).some((language) => !isEmpty(draft, language) && !isWhole(draft, language));
  return half ? "translation" : null;
}

/** The fields of `poll.create`, without `op_id`. @param {PollDraft} draft */
export function commandFields(draft) {
  const { question, options } = trimmed(neededOf(draft, draft.language));
  const translations = Object.fromEntries(
    otherLanguages(draft)
      .filter((language) => isWhole(draft, language))
      .map((language) => [language, trimmed(neededOf(draft, language))]),
  );
  return {
    kind: draft.kind,
    quiz: isQuiz(draft),
    language: draft.language,
    question,
    options,
    correct: isQuiz(draft) && hasOptions(draft) ? draft.correct : [],
    ...(Object.keys(translations).length > 0 ? { translations } : {}),
    ...(draft.anonymous ? { anonymous: true } : {}),
    ...(draft.abstain ? { abstain: true } : {}),
    ...(draft.seconds ? { seconds: draft.seconds } : {}),
    ...(draft.kind === "points" ? { points: pointsOf(draft) } : {}),
    ...(isQuiz(draft) && draft.kind === "numeric" ? rightOf(draft) : {}),
  };
}

/** @param {PollDraft} draft */
export function canBeQuiz({ kind }) {
  return QUIZZES.includes(kind);
}

/** @param {PollDraft} draft */
export function isQuiz(draft) {
  return draft.quiz && canBeQuiz(draft);
}

/** @param {PollDraft} draft */
export function hasOptions({ kind }) {
  return !WITHOUT_OPTIONS.includes(kind);
}

/** @param {PollDraft} draft */
function pointsOf({ points }) {
  const number = parseNumber(points);
  const isWhole = number !== null && Number.isInteger(number);
  return isWhole && number >= POINTS.fewest && number <= POINTS.most ? number : null;
}

/** @param {PollDraft} draft @returns {{right: number, tolerance: number} | null} */
function rightOf(draft) {
  const right = parseNumber(draft.right);
  const tolerance = draft.tolerance.trim() === "" ? 0 : parseNumber(draft.tolerance);
  return right === null || tolerance === null || tolerance < 0 ? null : { right, tolerance };
}

/** @param {PollDraft} draft */
export function optionCount(draft) {
  return wordingOf(draft, draft.language).options.length;
}

/** @param {PollDraft} draft @param {string} language @returns {Wording} */
export function wordingOf(draft, language) {
  return draft.wordings[language] ?? { question: "", options: [] };
}

/** What a poll of this kind needs of it. @param {PollDraft} draft @param {string} language @returns {Wording} */
function neededOf(draft, language) {
  const { question, options } = wordingOf(draft, language);
  return { question, options: hasOptions(draft) ? options : [] };
}

/** @param {PollDraft} draft */
export function otherLanguages(draft) {
  return Object.keys(draft.wordings).filter((language) => language !== draft.language);
}

/** @param {PollDraft} draft @param {string} language @param {Wording} wording @returns {PollDraft} */
function withWording(draft, language, wording) {
  return { ...draft, wordings: { ...draft.wordings, [language]: wording } };
}

/** @param {PollDraft} draft @param {(options: string[]) => string[]} change @returns {PollDraft} */
function mapOptions(draft, change) {
  const wordings = Object.entries(draft.wordings).map(([language, wording]) => [
    language,
    { ...wording, options: change(wording.options) },
  ]);
  return { ...draft, wordings: Object.fromEntries(wordings) };
}

/** @param {PollDraft} draft @param {string} language */
function isEmpty(draft, language) {
  const { question, options } = neededOf(draft, language);
  return [question, ...options].every((text) => text.trim() === "");
}

/** @param {PollDraft} draft @param {string} language */
function isWhole(draft, language) {
  const { question, options } = neededOf(draft, language);
  return [question, ...options].every((text) => text.trim() !== "");
}

/** @param {Wording} wording @returns {Wording} */
function trimmed({ question, options }) {
  return { question: question.trim(), options: options.map((option) => option.trim()) };
}
