/** Judges how good a connection is from measurements. No DOM. */

export type Quality = "good" | "enough" | "slow";

// In ms and kbit/s. A slide has 4 kB: on such a link, a slide and a vote arrive before anybody starts to wonder.
const GOOD = { answer: 400, speed: 200 };
// On a worse link, a slide takes longer than the presenter needs for a sentence.
const ENOUGH = { answer: 1500, speed: 30 };

/**
 * @param answers how long the server took to answer, in ms
 * @param speed in kbit/s, if it was measured
 * @returns null if nothing was measured
 */
export function qualityOf(answers: number[], speed: number | null): Quality | null {
  if (!answers.length) return null;
  const answer = median(answers);
  const rate = speed ?? Infinity;
  if (answer <= GOOD.answer && rate >= GOOD.speed) return "good";
  return answer <= ENOUGH.answer && rate >= ENOUGH.speed ? "enough" : "slow";
}

function median(values: number[]) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
