// @ts-check
/** A cloud of words: how large each stands. No DOM. */

/** @typedef {import("../live/types.js").CloudWord} CloudWord */

const SIZES = 5;

/**
 * The most frequent first. Sizes go from 1 to 5 with the square root of the count, so that area
 * rather than height tells how many; where all are equal, none stands out.
 * @param {readonly CloudWord[]} words
 * @returns {(CloudWord & {size: number})[]}
 */
export function sized(words) {
  const counts = words.map(({ count }) => count);
  const least = Math.sqrt(Math.min(...counts));
  const span = Math.sqrt(Math.max(...counts)) - least;
  const sizeOf = (/** @type {number} */ count) =>
    span === 0 ? 2 : 1 + Math.round(((Math.sqrt(count) - least) / span) * (SIZES - 1));
  return [...words]
    .sort((one, other) => other.count - one.count)
    .map((word) => ({ ...word, size: sizeOf(word.count) }));
}

/** The languages of a cloud, in the order in which they come. @param {readonly {language: string}[]} words */
export function languagesOf(words) {
  return [...new Set(words.map(({ language }) => language))];
}
