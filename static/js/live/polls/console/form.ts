/** Keeps the form for a poll made during the session: its fields and its command. No DOM. */

import type { PollKind } from "../../../room/engine/types.ts";
import { HOSTED } from "../kinds/all.ts";
import type { Making } from "../kinds/hosted.ts";
import { parseNumber } from "../numbers.ts";

export const MOST_OPTIONS = 20;
export const FEWEST_OPTIONS = 2;
export const POINTS = { fewest: 2, most: 100, usual: 10 };

/** The kinds of polls that can be made during the session. */
export const KINDS = (Object.keys(HOSTED) as PollKind[]).filter((kind) => HOSTED[kind].making);

interface Wording {
  question: string;
  options: string[];
}

export interface PollDraft {
  kind: PollKind;
  /** Whether the poll has a right answer, if its kind can. */
  quiz: boolean;
  anonymous: boolean;
  abstain: boolean;
  /** The countdown to offer, or 0 for none. */
  seconds: number;
  /** As typed. */
  points: string;
  /** The right number, as typed. */
  right: string;
  /** As typed. */
  tolerance: string;
  /** The language in which the poll is written. */
  language: string;
  correct: number[];
  /** By language; all have equally many options. */
  wordings: Record<string, Wording>;
}

export function emptyDraft(language: string, languages: string[]): PollDraft {
  const wordings = Object.fromEntries(
    [language, ...languages].map((each) => [each, { question: "", options: ["", ""] }]),
  );
  const plain = { quiz: false, anonymous: false, abstain: false, seconds: 0 };
  return { kind: "single", ...plain, points: String(POINTS.usual), right: "", tolerance: "", language, correct: [], wordings };
}

/**
 * Takes up a draft that this tab has kept.
 * @param empty a draft for the session's languages
 * @returns `empty` unless the kept draft fits the session
 */
export function restored(kept: unknown, empty: PollDraft): PollDraft {
  const draft = { ...empty, ...(kept as Partial<PollDraft> | null) };
  const isWhole = [draft.language, ...Object.keys(empty.wordings)].every((language) => draft.wordings[language]?.options);
  return isWhole && KINDS.includes(draft.kind) ? draft : empty;
}

/** Adds an empty option below the others once the last one is filled, if the kind may have more. */
function withSpareOption(draft: PollDraft): PollDraft {
  const [last = ""] = wordingOf(draft, draft.language).options.slice(-1);
  return !mayHaveMoreOptions(draft) || last.trim() === "" ? draft : mapOptions(draft, (options) => [...options, ""]);
}

export function mayHaveMoreOptions(draft: PollDraft) {
  return hasOptions(draft) && !makingOf(draft).labels && optionCount(draft) < MOST_OPTIONS;
}

export function withoutOption(draft: PollDraft, index: number): PollDraft {
  if (optionCount(draft) <= FEWEST_OPTIONS) return draft;
  const correct = draft.correct
    .filter((each) => each !== index)
    .map((each) => (each > index ? each - 1 : each));
  return withSpareOption({ ...mapOptions(draft, (options) => options.filter((_, at) => at !== index)), correct });
}

export function withQuestion(draft: PollDraft, language: string, question: string): PollDraft {
  return withWording(draft, language, { ...wordingOf(draft, language), question });
}

export function withOptionText(draft: PollDraft, language: string, index: number, text: string): PollDraft {
  const wording = wordingOf(draft, language);
  const options = wording.options.map((option, at) => (at === index ? text : option));
  return withSpareOption(withWording(draft, language, { ...wording, options }));
}

/** Says that the poll is written in this language: unless there is a translation into it, it takes over the text so far. */
export function withLanguage(draft: PollDraft, language: string): PollDraft {
  if (!isEmpty(draft, language)) return withSpareOption({ ...draft, language });
  const wordings = { ...draft.wordings, [language]: wordingOf(draft, draft.language), [draft.language]: wordingOf(draft, language) };
  return { ...draft, language, wordings };
}

/** Marks or unmarks an option as right. Where a participant chooses one option, only one is right. */
export function withCorrect(draft: PollDraft, index: number): PollDraft {
  if (makingOf(draft).right === "option") return { ...draft, correct: [index] };
  const correct = draft.correct.includes(index)
    ? draft.correct.filter((each) => each !== index)
    : [...draft.correct, index].sort((a, b) => a - b);
  return { ...draft, correct };
}

/** @param labels those of the options that the kind prescribes, in the language of the draft */
export function withKind(draft: PollDraft, kind: PollKind, labels: readonly string[] = []): PollDraft {
  const made = labels.length ? withLabels({ ...draft, kind }, labels) : withSpareOption({ ...draft, kind });
  return makingOf(made).right === "option" ? { ...made, correct: made.correct.slice(0, 1) } : made;
}

/** Gives the draft as many options as there are labels. Options that the host has written stay if they fit. */
function withLabels(draft: PollDraft, labels: readonly string[]): PollDraft {
  const { options } = neededOf(draft, draft.language);
  const fits = options.length === labels.length && options.every((option) => option.trim());
  const fitted = mapOptions(draft, (options) => labels.map((_label, index) => options[index] ?? ""));
  const correct = draft.correct.filter((index) => index < labels.length);
  if (fits) return { ...fitted, correct };
  const wording = { ...wordingOf(draft, draft.language), options: [...labels] };
  return { ...withWording(fitted, draft.language, wording), correct };
}

/** Returns the fields of `poll.create`, without `op_id`. */
export function commandFields(draft: PollDraft) {
  const { right, hasPoints } = makingOf(draft);
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
    correct: isQuiz(draft) ? correctOf(draft) : [],
    ...(Object.keys(translations).length > 0 ? { translations } : {}),
    ...(draft.anonymous ? { anonymous: true } : {}),
    ...(draft.abstain ? { abstain: true } : {}),
    ...(draft.seconds ? { seconds: draft.seconds } : {}),
    ...(hasPoints ? { points: pointsOf(draft) ?? undefined } : {}),
    ...(isQuiz(draft) && right === "number" ? rightOf(draft) : {}),
  };
}

export function makingOf({ kind }: PollDraft): Making {
  return HOSTED[kind].making ?? {};
}

export function canBeQuiz(draft: PollDraft) {
  return makingOf(draft).right !== undefined;
}

export function isQuiz(draft: PollDraft) {
  return draft.quiz && canBeQuiz(draft);
}

function hasOptions(draft: PollDraft) {
  return makingOf(draft).option !== undefined;
}

/** Returns the correct options among those that the poll will have. */
export function correctOf(draft: PollDraft) {
  return draft.correct.filter((index) => index < neededCount(draft));
}

export function pointsOf({ points }: PollDraft) {
  const number = parseNumber(points);
  const isWhole = number !== null && Number.isInteger(number);
  return isWhole && number >= POINTS.fewest && number <= POINTS.most ? number : null;
}

export function rightOf(draft: PollDraft): { right: number; tolerance: number } | null {
  const right = parseNumber(draft.right);
  const tolerance = draft.tolerance.trim() === "" ? 0 : parseNumber(draft.tolerance);
  return right === null || tolerance === null || tolerance < 0 ? null : { right, tolerance };
}

export function optionCount(draft: PollDraft) {
  return wordingOf(draft, draft.language).options.length;
}

export function wordingOf(draft: PollDraft, language: string): Wording {
  return draft.wordings[language] ?? { question: "", options: [] };
}

/** Returns the number of options that the poll will have: empty ones below the last filled one do not count. */
function neededCount(draft: PollDraft) {
  if (!hasOptions(draft)) return 0;
  const { options } = wordingOf(draft, draft.language);
  const filled = options.reduce((count, option, index) => (option.trim() ? index + 1 : count), 0);
  return Math.max(FEWEST_OPTIONS, filled);
}

/** Returns the part of a wording that the poll will have. */
export function neededOf(draft: PollDraft, language: string): Wording {
  const { question, options } = wordingOf(draft, language);
  return { question, options: options.slice(0, neededCount(draft)) };
}

export function otherLanguages(draft: PollDraft) {
  return Object.keys(draft.wordings).filter((language) => language !== draft.language);
}

/** Returns the languages in which there is a question. */
export function wordedLanguages(draft: PollDraft) {
  return Object.keys(draft.wordings).filter((language) => wordingOf(draft, language).question.trim() !== "");
}

function withWording(draft: PollDraft, language: string, wording: Wording): PollDraft {
  return { ...draft, wordings: { ...draft.wordings, [language]: wording } };
}

function mapOptions(draft: PollDraft, change: (options: string[]) => string[]): PollDraft {
  const wordings = Object.entries(draft.wordings).map(([language, wording]) => [
    language,
    { ...wording, options: change(wording.options) },
  ]);
  return { ...draft, wordings: Object.fromEntries(wordings) };
}

/** Whether nothing of what the poll will have is written in this language. */
export function isEmpty(draft: PollDraft, language: string) {
  const { question, options } = neededOf(draft, language);
  return [question, ...options].every((text) => text.trim() === "");
}

/** Whether the question and every option are written in this language. */
export function isWhole(draft: PollDraft, language: string) {
  const { question, options } = neededOf(draft, language);
  return [question, ...options].every((text) => text.trim() !== "");
}

function trimmed({ question, options }: Wording): Wording {
  return { question: question.trim(), options: options.map((option) => option.trim()) };
}
