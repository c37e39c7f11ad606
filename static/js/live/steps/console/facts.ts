/** Facts that the console derives from next steps: their order, words, counts and near-duplicates. No DOM. */

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
  const inOrder = [...steps].sort((one, other) => one.step - other.step);
  const of = (name: string) => inOrder.filter((step) => groupOf(step) === name);
  const now = of("now").sort((one, other) => Number(other.state === "put") - Number(one.state === "put"));
  return { now, proposed: of("proposed"), agreed: of("agreed"), dropped: of("dropped") };
}

/** The words for one reader, and whether they are a translation. */
export function wordsFor({ text, language: original, texts }: StepView, language: string) {
  const translated = language === original ? undefined : texts[language];
  return { text: translated ?? text, language: translated === undefined ? original : language, isTranslated: translated !== undefined };
}

export function answeredIn(counts: Counts) {
  return ANSWERS.reduce((sum, answer) => sum + (counts[answer] ?? 0), 0);
}

/**
 * How many of those present have answered, and how many must: as the server computes it when the step is closed.
 * Somebody who was lost a moment ago counts as present; so does somebody who has answered and left.
 */
export function attendanceOf(counts: Counts, people: { here: number; lost: number } | null, percent: number) {
  const answered = answeredIn(counts);
  const present = Math.max(answered, (people?.here ?? 0) + (people?.lost ?? 0));
  return { answered, present, quorum: Math.ceil((present * percent) / 100), isReached: answered * 100 >= percent * present };
}

/** The steps with which this one could be merged, those that share the most words first. */
export function likestTo(step: StepView, steps: StepView[]): StepView[] {
  const own = wordsIn(step);
  const others = steps.filter(({ step: number, state }) => state === "proposed" && number !== step.step);
  const likeness = new Map(others.map((other) => [other, alike(own, wordsIn(other))]));
  return others.sort((one, other) => (likeness.get(other) ?? 0) - (likeness.get(one) ?? 0) || one.step - other.step);
}

// Shorter words occur in any two sentences.
const SHORTEST = 4;
// The length of a word without its case endings.
const STEM = 5;

/** The words in all languages: the same thing may be proposed in two. */
function wordsIn({ text, texts }: StepView) {
  const all = [text, ...Object.values(texts)].join(" ").toLocaleLowerCase().replace(/ё/g, "е");
  const found = all.match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  return new Set(found.filter((word) => word.length >= SHORTEST).map((word) => word.slice(0, STEM)));
}

/** The share of words in common. */
function alike(one: Set<string>, other: Set<string>) {
  const common = [...one].filter((word) => other.has(word)).length;
  return common / Math.max(1, one.size + other.size - common);
}
