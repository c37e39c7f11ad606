// @ts-check
/** Who would read something in a language that is not theirs. No DOM. */

/**
 * @param {import("../live/types.js").PeopleView | null} people
 * @param {readonly string[]} languages in which there are words
 * @returns {number} how many participants who are here read none of these
 */
export function readersWithout(people, languages) {
  const others = Object.entries(people?.languages ?? {}).filter(([tag]) => !languages.includes(tag));
  return others.reduce((all, [, count]) => all + count, 0);
}
