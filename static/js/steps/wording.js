// @ts-check
/** The words of a next step for one reader: those of the programme's draft, or what somebody typed. No DOM. */

/** @typedef {import("../live/types.js").StepView} StepView */
/** @typedef {import("../live/types.js").Deck} Deck */
/** @typedef {import("../live/types.js").DeckStep} DeckStep */

/**
 * The step with its text in the deck's language, once the deck has come.
 * @param {StepView} step
 * @param {Deck | null} deck
 * @returns {StepView}
 */
export function worded(step, deck) {
  const draft = wordsOfDraft(step.draft, deck);
  return draft ? { ...step, text: draft.text, language: draft.language } : step;
}

/**
 * @param {StepView[]} steps
 * @param {Deck | null} deck
 */
export function wordedAll(steps, deck) {
  return steps.map((step) => worded(step, deck));
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
