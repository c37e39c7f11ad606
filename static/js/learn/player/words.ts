/** The words of courses. Scripts that courses share with live sessions say some things differently here. */

import { createWords, type Word } from "../../kit/words.ts";

// By the key that those scripts use.
const INSTEAD = { "poll.quiz": "player.quiz", "poll.text_hint": "player.text_hint" };
const OWN_NAME = /^own_name\./;

/** Each language is named in itself. */
export function createCourseWords(table: Record<string, Word>, language: string) {
  const own: Record<string, Word> = {};
  for (const [key, word] of Object.entries(table)) if (OWN_NAME.test(key)) own[key.replace(OWN_NAME, "language.")] = word;
  for (const [said, key] of Object.entries(INSTEAD)) if (table[key]) own[said] = table[key];
  return createWords({ ...table, ...own }, language);
}
