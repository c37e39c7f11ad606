// @ts-check
/** With which countdown a poll will be opened: the author's, unless the presenter chose another. No DOM. */

/** @typedef {Pick<import("../../live/types.js").PollView, "poll" | "seconds">} Timed */

const USUAL = [0, 30, 60, 120, 300];

/** @type {Map<string, number>} */
const chosen = new Map();

/** The seconds to choose from, 0 for no countdown. @param {Timed} poll */
export function countdowns({ seconds = 0 }) {
  return [...new Set([...USUAL, seconds])].sort((one, other) => one - other);
}

/** @param {Timed} poll @returns {number} 0 for none */
export function countdownOf({ poll, seconds = 0 }) {
  return chosen.get(poll) ?? seconds;
}

/** @param {Timed} poll @param {number} seconds */
export function setCountdown({ poll }, seconds) {
  chosen.set(poll, seconds);
}
