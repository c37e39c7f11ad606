/** Makes the words of courses. Scripts that courses share with live sessions say some things differently here. */

import { createWords, msg, msgIn, type Table } from "../../kit/words.ts";

const REPLACEMENTS = [
  [msg("Quiz"), msgIn("in a course", "Quiz")],
  [msg("Others see it once the moderator has let it through."), msg("You may write in any language.")],
] as const;

export function createCourseWords(table: Table, language: string) {
  const texts = { ...table.texts };
  for (const [liveText, courseText] of REPLACEMENTS) {
    const word = texts[courseText];
    if (word) texts[liveText] = word;
  }
  return createWords({ ...table, texts }, language);
}
