// @ts-check
/** Words on the projector, in each of its languages: the hall reads others than the presenter. No DOM. */

import { createWords } from "../lib/words.js";

/** @typedef {import("../lib/words.js").Words} Words */
/** @typedef {(tag: string | undefined) => Words} WordsIn those of this language, or of the first that there is */

/**
 * @param {Record<string, Record<string, import("../lib/words.js").Word>>} tables by language
 * @returns {WordsIn}
 */
export function createWordsIn(tables) {
  const made = new Map(Object.entries(tables).map(([tag, table]) => [tag, createWords(table, tag)]));
  const [first = createWords({}, "en")] = made.values();
  return (tag = "") => made.get(tag) ?? first;
}
