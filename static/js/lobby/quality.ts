// @ts-check
/** How good a connection is, from what was measured. No DOM. */

/** @typedef {"good" | "enough" | "slow"} Quality */

// A slide is 4 kB: above these a slide and a vote arrive before anybody wonders where they are.
const GOOD = { answer: 400, speed: 200 };
// Below these a slide takes longer than the presenter needs for a sentence.
const ENOUGH = { answer: 1500, speed: 30 };

/**
 * @param {number[]} answers how long the server took to answer, in ms
 * @param {number | null} speed in kbit/s, if it was measured
 * @returns {Quality | null} null if nothing was measured
 */
export function qualityOf(answers, speed) {
  if (!answers.length) return null;
  const answer = median(answers);
  const rate = speed ?? Infinity;
  if (answer <= GOOD.answer && rate >= GOOD.speed) return "good";
  return answer <= ENOUGH.answer && rate >= ENOUGH.speed ? "enough" : "slow";
}

/** @param {number[]} values */
function median(values) {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
