// @ts-check
/** The words of a next step for one reader, and those of the programme's drafts. No DOM. */

/** @typedef {import("../live/types.js").StepView} StepView */
/** @typedef {import("../live/types.js").Deck} Deck */
/** @typedef {import("../live/types.js").DeckStep} DeckStep */
/** @typedef {StepView & {original?: {text: string, language: string}}} Worded `original` where a translation is shown */

/**
 * The step in the reader's own language if there is such a translation, else as it was written.
 * @param {StepView} step
 * @param {{language: string} | null} reader
 * @returns {Worded}
 */
export function worded(step, reader) {
  const language = reader?.language ?? step.language;
  const text = step.texts[language];
  if (text === undefined || language === step.language) return step;
  return { ...step, text, language, original: { text: step.text, language: step.language } };
}

/**
 * @param {StepView[]} steps
 * @param {{language: string} | null} reader
 */
export function wordedAll(steps, reader) {
  return steps.map((step) => worded(step, reader));
}

/**
 * Which wording a writer begins with, and names as `base` when they send theirs: that of the language
 * or, before there is a translation, of the original.
 * @param {StepView} step
 * @param {string} language
 */
export function baseOf({ revisions, language: original }, language) {
  return revisions[language] ?? revisions[original] ?? 0;
}

/**
 * @param {string | null} draft
 * @param {Deck | null} deck
 * @returns {DeckStep | null} null while its part of the deck is on its way
 */
export function wordsOfDraft(draft, deck) {
  if (draft === null) return null;
  const found = deck?.slides.flatMap((slide) => slide?.steps ?? []).find((step) => step.draft === draft);
  return found ?? null;
}
