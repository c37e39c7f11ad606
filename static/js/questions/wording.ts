// @ts-check
/** In which language a question is shown to a reader. No DOM. */

/** @typedef {import("./types.js").Question} Question */

/** What everybody sees. */
const PUBLIC = ["open", "parked", "answered"];

/** @param {Pick<Question, "state" | "text">} question whether all of it is known and everybody sees it */
export function isPublic({ state, text }) {
  return PUBLIC.includes(state) && typeof text === "string";
}

/**
 * The reader's own language if there is such a translation.
 *
 * @param {Question} question
 * @param {string} language
 * @param {boolean} [original] the reader wants it as it was asked
 * @returns {{text: string, language: string, hasOther: boolean}}
 */
export function worded({ text, language: asked, translations = {} }, language, original = false) {
  const translation = asked === language ? undefined : translations[language];
  if (translation === undefined || original) return { text, language: asked, hasOther: translation !== undefined };
  return { text: translation, language, hasOther: true };
}
