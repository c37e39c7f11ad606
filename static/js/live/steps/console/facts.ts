/** Derives facts from next steps for the console: their order, words, counts and near-duplicates. No DOM. */

import type { Counts, StepView } from "../../../room/engine/types.ts";
import { ANSWERS } from "../list.ts";

/**
 * Groups the steps. The step that is put or just closed comes first; steps set aside are folded away. The step
 * decided last stays on top until another is put, because everybody waits for its outcome.
 *
 * @param decided the step that this screen saw decided last
 */
export function groupsOf(
  steps: StepView[],
  decided: number | null = null,
): { now: StepView[]; proposed: StepView[]; agreed: StepView[]; dropped: StepView[] } {
  const isPut = steps.some(({ state }) => state === "put" || state === "closed");
  const groupOf = ({ step, state }: StepView) => {
    if (state === "put" || state === "closed") return "now";
    if (step === decided && !isPut && state !== "dropped") return "now";
    return state === "proposed" || state === "dropped" ? state : "agreed";
  };
  const sorted = [...steps].sort((a, b) => a.step - b.step);
  const groupNamed = (name: string) => sorted.filter((step) => groupOf(step) === name);
  const openSteps = groupNamed("now").sort((a, b) => Number(b.state === "put") - Number(a.state === "put"));
  return { now: openSteps, proposed: groupNamed("proposed"), agreed: groupNamed("agreed"), dropped: groupNamed("dropped") };
}

/** Returns the words for one reader, and whether they are a translation. */
export function wordsFor({ text, language: original, texts }: StepView, language: string) {
  const translation = language === original ? undefined : texts[language];
  return { text: translation ?? text, language: translation === undefined ? original : language, isTranslated: translation !== undefined };
}

export function answeredIn(counts: Counts) {
  return ANSWERS.reduce((sum, answer) => sum + (counts[answer] ?? 0), 0);
}

/**
 * Returns how many of those present have answered, and how many must: as the server computes it when the step
 * is closed. Somebody who was lost a moment ago counts as present; so does somebody who has answered and left.
 */
export function attendanceOf(counts: Counts, people: { here: number; lost: number } | null, percent: number) {
  const answered = answeredIn(counts);
  const present = Math.max(answered, (people?.here ?? 0) + (people?.lost ?? 0));
  return { answered, present, quorum: Math.ceil((present * percent) / 100), isReached: answered * 100 >= percent * present };
}

/** Returns the steps with which this one could be merged, those that share the most words first. */
export function mergeTargets(step: StepView, steps: StepView[]): StepView[] {
  const ownWords = wordsIn(step);
  const others = steps.filter(({ step: number, state }) => state === "proposed" && number !== step.step);
  const likeness = new Map(others.map((other) => [other, shareInCommon(ownWords, wordsIn(other))]));
  return others.sort((a, b) => (likeness.get(b) ?? 0) - (likeness.get(a) ?? 0) || a.step - b.step);
}

// In letters. Shorter words occur in any two sentences.
const SHORTEST_WORD = 4;
// In letters: a word without its case endings.
const STEM_LENGTH = 5;

/** Returns the words in all languages: the same thing may be proposed in two. */
function wordsIn({ text, texts }: StepView) {
  const joined = [text, ...Object.values(texts)].join(" ").toLocaleLowerCase().replace(/ё/g, "е");
  const allWords = joined.match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  return new Set(allWords.filter((word) => word.length >= SHORTEST_WORD).map((word) => word.slice(0, STEM_LENGTH)));
}

/** Returns the share of words in common, from 0 to 1. */
function shareInCommon(first: Set<string>, second: Set<string>) {
  const common = [...first].filter((word) => second.has(word)).length;
  return common / Math.max(1, first.size + second.size - common);
}
