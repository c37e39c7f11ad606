/** Chooses the language in which a question is shown to a reader. No DOM. */

import type { Question } from "./types.ts";

/** The states in which everybody sees a question. */
const PUBLIC = ["open", "parked", "answered"];

/** Whether all of the question is known and everybody sees it. */
export function isPublic({ state, text }: Pick<Question, "state" | "text">) {
  return PUBLIC.includes(state) && typeof text === "string";
}

/**
 * The reader's own language if there is a translation, otherwise the original.
 *
 * @param original the reader wants the original
 */
export function worded(
  { text, language: asked, translations = {} }: Question,
  language: string,
  original = false,
): { text: string; language: string; hasOther: boolean } {
  const translation = asked === language ? undefined : translations[language];
  if (translation === undefined || original) return { text, language: asked, hasOther: translation !== undefined };
  return { text: translation, language, hasOther: true };
}
