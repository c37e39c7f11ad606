/** A cloud of words: how large each stands. No DOM. */

import type { CloudWord } from "../../room/engine/types.ts";

const SIZES = 5;

/**
 * The most frequent first. Sizes go from 1 to 5 with the square root of the count, so that area
 * rather than height tells how many; where all are equal, none stands out.
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

/** The languages of a cloud, in the order in which they come. */
export function languagesOf(words: readonly { language: string }[]) {
  return [...new Set(words.map(({ language }) => language))];
}
