// @ts-check
/** The words of courses: scripts that a live session has, too, say some things in other words here. */

import { createWords } from "../lib/words.js";

/** @typedef {import("../lib/words.js").Word} Word */

// By the key that those scripts say.
const INSTEAD = { "poll.quiz": "player.quiz", "poll.text_hint": "player.text_hint" };
const OWN_NAME = /^own_name\./;

/**
 * Each language is named in itself.
 * @param {Record<string, Word>} table
 * @param {string} language
 */
export function createCourseWords(table, language) {
  /** @type {Record<string, Word>} */
  const own = {};
  for (const [key, word] of Object.entries(table)) if (OWN_NAME.test(key)) own[key.replace(OWN_NAME, "language.")] = word;
  for (const [said, key] of Object.entries(INSTEAD)) if (table[key]) own[said] = table[key];
  return createWords({ ...table, ...own }, language);
}
