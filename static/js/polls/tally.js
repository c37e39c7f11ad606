// @ts-check
/** The result of a poll as bars. No DOM. */

/** @typedef {import("../live/types.js").PollView} PollView */
/** @typedef {{key: string, count: number, percent: number | null, correct: boolean, mine: boolean}} Bar */

// With fewer answers a percentage pretends to know more than it does, and may tell who chose what.
const FEWEST_FOR_PERCENT = 5;

/**
 * One bar for each option, in their order. Shares are of those who answered, so that with several
 * choices they may add up to more than 100.
 * @param {PollView} poll
 * @returns {Bar[]}
 */
export function bars(poll) {
  const { tally = {}, voters = 0, correct = [], mine } = poll;
  return poll.options.map((key) => {
    const count = tally[key] ?? 0;
    const percent = voters >= FEWEST_FOR_PERCENT ? Math.round((100 * count) / voters) : null;
    return { key, count, percent, correct: correct.includes(key), mine: mine?.includes(key) ?? false };
  });
}
