/** Finds what a new poll lacks, field by field. No DOM. */

import { correctOf, isEmpty, isQuiz, makingOf, neededOf, otherLanguages, pointsOf, rightOf, type PollDraft } from "./form.ts";

export type Missing = "question" | "options" | "correct" | "same" | "points" | "right" | "tolerance" | "translation";

/** What is wrong, and the name of its field: `points`, or `en-question` and `en-2`, by language. */
export interface Fault {
  missing: Missing;
  field: string;
}

/**
 * Returns all errors that prevent the poll from being made, in the order of the form. A translation is complete or
 * absent: half of one would leave a participant with options without words.
 */
export function faultsIn(draft: PollDraft): Fault[] {
  return [...ownFaults(draft), ...settingFaults(draft), ...otherLanguages(draft).flatMap((language) => halfTranslated(draft, language))];
}

/** Returns the first error, or null. */
export function missingIn(draft: PollDraft): Missing | null {
  return faultsIn(draft)[0]?.missing ?? null;
}

function ownFaults(draft: PollDraft): Fault[] {
  const { language } = draft;
  const { question, options } = neededOf(draft, language);
  const texts = options.map((option) => option.trim());
  const wrongOptions = texts.flatMap((text, index): Fault[] => {
    const field = `${language}-${index + 1}`;
    if (text === "") return [{ missing: "options", field }];
    return texts.indexOf(text) < index ? [{ missing: "same", field }] : [];
  });
  return [...(question.trim() === "" ? [{ missing: "question" as const, field: `${language}-question` }] : []), ...wrongOptions];
}

function settingFaults(draft: PollDraft): Fault[] {
  const { right, hasPoints } = makingOf(draft);
  if (hasPoints && pointsOf(draft) === null) return [{ missing: "points", field: "points" }];
  if (!isQuiz(draft)) return [];
  if (right !== "number") return correctOf(draft).length ? [] : [{ missing: "correct", field: "correct" }];
  if (rightOf({ ...draft, tolerance: "" }) === null) return [{ missing: "right", field: "right" }];
  return rightOf(draft) === null ? [{ missing: "tolerance", field: "tolerance" }] : [];
}

function halfTranslated(draft: PollDraft, language: string): Fault[] {
  if (isEmpty(draft, language)) return [];
  const { question, options } = neededOf(draft, language);
  const fields: [string, string][] = [
    [`${language}-question`, question],
    ...options.map((option, index): [string, string] => [`${language}-${index + 1}`, option]),
  ];
  return fields.filter(([, text]) => text.trim() === "").map(([field]) => ({ missing: "translation", field }));
}
