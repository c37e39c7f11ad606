/** Words the warning that participants will read a poll in a language that is not theirs. No DOM. */

import type { Lectern } from "../../console/lectern.ts";
import { readersWithout } from "../../console/readers.ts";
import { msg } from "../../../kit/words.ts";

const FOREIGN = msg(
  "{n} person will read this in {language} only",
  "{n} people will read this in {language} only",
);

/**
 * @param shown the language in which the others will read it
 * @param languages all the languages in which there are words
 * @returns "" if everybody here reads one of the languages
 */
export function foreignWarning({ words, room }: Lectern, shown: string, languages: readonly string[]): string {
  const n = readersWithout(room.state.people, languages);
  return n ? words.say(FOREIGN, { n, language: words.nameOf(shown) }) : "";
}
