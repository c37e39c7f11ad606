/** The words of courses. Scripts that courses share with live sessions say some things differently here. */

import { createWords, msg, msgIn, type Table } from "../../kit/words.ts";

const INSTEAD = [
  [msg("Quiz"), msgIn("in a course", "Quiz")],
  [msg("Others see it once the moderator has let it through."), msg("You may write in any language.")],
] as const;

export function createCourseWords(table: Table, language: string) {
  const texts = { ...table.texts };
  for (const [live, here] of INSTEAD) {
    const word = texts[here];
    if (word) texts[live] = word;
  }
  return createWords({ ...table, texts }, language);
}
