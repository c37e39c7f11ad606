/** The two rounds of a poll. No DOM. */

import type { PollView } from "../../room/engine/types.ts";

/** The first round of this poll, if this is the second and the first is known. */
export function firstOf(polls: readonly PollView[], poll: PollView) {
  return poll.first === undefined ? undefined : polls.find((other) => other.poll === poll.first);
}

/** The round that counts now: the second once it has been opened. */
export function latest<P extends { poll: string; state: string; first?: string }>(polls: readonly P[], poll: P): P {
  return polls.find((other) => other.first === poll.poll && other.state !== "draft") ?? poll;
}

/**
 * Each option's share in both rounds, as a percentage of those who answered; null if there are too few.
 * @param before the bars of the first round
 */
export function compared(
  before: { key: string; count: number; percent: number | null; correct: boolean }[],
  after: { key: string; count: number; percent: number | null; correct: boolean }[],
) {
  return after.map((bar) => {
    const was = before.find(({ key }) => key === bar.key);
    const change = was && bar.percent !== null && was.percent !== null ? bar.percent - was.percent : null;
    return { key: bar.key, correct: bar.correct, before: was ?? null, after: bar, change };
  });
}
