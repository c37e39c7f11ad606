/** Keeps the words on the projector, in each of its languages: the hall may read others than the presenter. No DOM. */

import { createWords, type Table, type Words } from "../../kit/words.ts";

/** `session` has the title and the announcement: see `webinar/live/pages/announcement.py`. */
export type StageTable = Table & { session?: Record<string, string> };

/** Returns the words of this language, or of the first that exists. */
export type WordsIn = (tag: string | undefined) => Words;

/** @param tables by language */
export function createWordsIn(tables: Record<string, Table>): WordsIn {
  const wordsByLanguage = new Map(Object.entries(tables).map(([tag, table]) => [tag, createWords(table, tag)]));
  const [fallback = createWords({}, "en")] = wordsByLanguage.values();
  return (tag = "") => wordsByLanguage.get(tag) ?? fallback;
}
