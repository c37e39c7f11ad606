/** What the console reads off next steps: their order, words, counts and near-duplicates. No DOM. */

import type { Counts, StepView } from "../../../room/engine/types.ts";
import { ANSWERS } from "../list.ts";

/**
 * What is put or just closed comes first; what was set aside is folded away. What was decided last
 * keeps its place on top until another is put: its outcome is what everybody waits for.
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
 * How many of those present have answered, and how many have to: as the server computes it when the
 * step is closed. Who was lost a moment ago is present; so is whoever has answered and gone.
 */
export function attendanceOf(counts: Counts, people: { here: number; lost: number } | null, percent: number) {
  const answered = answeredIn(counts);
  const present = Math.max(answered, (people?.here ?? 0) + (people?.lost ?? 0));
  return { answered, present, quorum: Math.ceil((present * percent) / 100), isReached: answered * 100 >= percent * present };
}

/** With which step this one could be made one: those that share the most words first. */
export function likestTo(step: StepView, steps: StepView[]): StepView[] {
  const own = wordsIn(step);
  const others = steps.filter(({ step: number, state }) => state === "proposed" && number !== step.step);
  const likeness = new Map(others.map((other) => [other, alike(own, wordsIn(other))]));
  return others.sort((one, other) => (likeness.get(other) ?? 0) - (likeness.get(one) ?? 0) || one.step - other.step);
}

// Shorter words are the same in any two sentences.
const SHORTEST = 4;
// What endings of cases leave of a word.
const STEM = 5;

/** In all its languages: the same thing is proposed in two. */
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
