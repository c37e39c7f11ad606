// @ts-check
/** The two rounds of a poll. No DOM. */

/** @typedef {import("../live/types.js").PollView} PollView */

/**
 * The first round of this poll, where it is the second and the first is known.
 * @param {readonly PollView[]} polls
 * @param {PollView} poll
 */
export function firstOf(polls, poll) {
  return poll.first === undefined ? undefined : polls.find((other) => other.poll === poll.first);
}

/**
 * The round that counts now: the second once it has been opened.
 * @template {{poll: string, state: string, first?: string}} P
 * @param {readonly P[]} polls
 * @param {P} poll
 * @returns {P}
 */
export function latest(polls, poll) {
  return polls.find((other) => other.first === poll.poll && other.state !== "draft") ?? poll;
}

/** Whether a second round of it may be asked for. @param {readonly PollView[]} polls @param {PollView} poll */
export function mayBeAskedAgain(polls, poll) {
  const isOver = poll.state === "closed" || poll.state === "revealed";
  const isOfKind = poll.kind !== "text" && poll.kind !== "cloud";
  return isOver && isOfKind && poll.round === undefined && !polls.some(({ first }) => first === poll.poll);
}

/**
 * Whether one that was closed by mistake may take answers again: nobody has seen its result, and of an
 * anonymous poll there were too few for hosts to see it either.
 * @param {readonly PollView[]} polls
 * @param {PollView} poll
 */
export function mayBeReopened(polls, poll) {
  const isAskedAgain = polls.some(({ first }) => first === poll.poll);
  return poll.state === "closed" && !isAskedAgain && (!poll.anonymous || poll.figures?.few === true);
}

/**
 * Each option's share in both rounds, in percent of those who answered; null where there are too few.
 * @param {{key: string, count: number, percent: number | null, correct: boolean}[]} before bars
 * @param {{key: string, count: number, percent: number | null, correct: boolean}[]} after
 */
export function compared(before, after) {
  return after.map((bar) => {
    const was = before.find(({ key }) => key === bar.key);
    const change = was && bar.percent !== null && was.percent !== null ? bar.percent - was.percent : null;
    return { key: bar.key, correct: bar.correct, before: was ?? null, after: bar, change };
  });
}
