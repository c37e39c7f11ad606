/** Chooses the language in which a question is shown to a reader. No DOM. */

import type { Question } from "./types.ts";

/** The states in which everybody sees a question. */
const PUBLIC = ["open", "parked", "answered"];

/** Returns whether all of the question is known and everybody sees it. */
export function isPublic({ state, text }: Pick<Question, "state" | "text">) {
  return PUBLIC.includes(state) && typeof text === "string";
}

/**
 * Returns the question in the reader's own language if there is a translation, otherwise the original.
 * @param isOriginal whether the reader wants the original
 */
export function worded(
  { text, language: ownLanguage, translations = {} }: Question,
  language: string,
  isOriginal = false,
): { text: string; language: string; hasOther: boolean } {
  const translation = ownLanguage === language ? undefined : translations[language];
  if (translation === undefined || isOriginal) return { text, language: ownLanguage, hasOther: translation !== undefined };
  return { text: translation, language, hasOther: true };
}
