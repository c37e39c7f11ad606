/** Counts the readers of a text that is not in their language. No DOM. */

import type { PeopleView } from "../../room/engine/types.ts";

/**
 * @param languages the languages in which there are words
 * @returns how many participants who are here read none of these
 */
export function readersWithout(people: PeopleView | null, languages: readonly string[]): number {
  const others = Object.entries(people?.languages ?? {}).filter(([tag]) => !languages.includes(tag));
  return others.reduce((sum, [, count]) => sum + count, 0);
}
