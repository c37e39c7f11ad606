/** Chooses the words of a next step for one reader, and those of the programme's drafts. No DOM. */

import type { Deck, DeckStep, StepView } from "../../room/engine/types.ts";

/** `original` is present if a translation is shown. */
export type Worded = StepView & { original?: { text: string; language: string } };

/** Returns the step in the reader's own language if there is a translation, otherwise as it was written. */
export function worded(step: StepView, reader: { language: string } | null): Worded {
  const language = reader?.language ?? step.language;
  const indicator = step.indicators[language] ?? step.indicator;
  const text = step.texts[language];
  if (text === undefined || language === step.language) return { ...step, indicator };
  return { ...step, indicator, text, language, original: { text: step.text, language: step.language } };
}

export function wordedAll(steps: StepView[], reader: { language: string } | null) {
  return steps.map((step) => worded(step, reader));
}

/**
 * Returns the revision with which a writer begins, and which they send as `base`: that of the language or,
 * before there is a translation, that of the original.
 */
export function baseOf({ revisions, language: original }: StepView, language: string) {
  return revisions[language] ?? revisions[original] ?? 0;
}

/** Returns null while the draft's part of the deck is on its way. */
export function wordsOfDraft(draft: string | null, deck: Deck | null): DeckStep | null {
  if (draft === null) return null;
  const draftStep = deck?.slides.flatMap((slide) => slide?.steps ?? []).find((step) => step.draft === draft);
  return draftStep ?? null;
}
