/** Chooses the sizes of the words in a word cloud. No DOM. */

import type { CloudWord } from "../../room/engine/types.ts";

const SIZES = 5;

/**
 * Sorts the most frequent words first. Sizes go from 1 to 5 with the square root of the count, so that the area
 * rather than the height shows the count. If all counts are equal, no word stands out.
 */
export function sized(words: readonly CloudWord[]): (CloudWord & { size: number })[] {
  const counts = words.map(({ count }) => count);
  const least = Math.sqrt(Math.min(...counts));
  const span = Math.sqrt(Math.max(...counts)) - least;
  const sizeOf = (count: number) =>
    span === 0 ? 2 : 1 + Math.round(((Math.sqrt(count) - least) / span) * (SIZES - 1));
  return [...words]
    .sort((one, other) => other.count - one.count)
    .map((word) => ({ ...word, size: sizeOf(word.count) }));
}

/** Returns the languages of a cloud, in the order in which they first appear. */
export function languagesOf(words: readonly { language: string }[]) {
  return [...new Set(words.map(({ language }) => language))];
}
