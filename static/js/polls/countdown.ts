// @ts-check
/** The time that is left to answer. No DOM. */

/** @typedef {Pick<import("../live/types.js").PollView, "poll" | "state" | "closes_at">} Timed */

// Said to a screen reader, and not each second.
const SAID = [60, 10];

/**
 * @param {Timed} poll
 * @param {number} now by the server's clock
 * @returns {number | null} whole seconds, or null without a countdown
 */
export function secondsLeft({ state, closes_at }, now) {
  if (state !== "open" || !closes_at) return null;
  return Math.max(0, Math.ceil((Date.parse(closes_at) - now) / 1000));
}

/**
 * Minutes and seconds, such as 1:05.
 * @param {number} seconds
 * @param {string} locale
 */
export function timeText(seconds, locale) {
  const two = new Intl.NumberFormat(locale, { minimumIntegerDigits: 2, useGrouping: false });
  const one = new Intl.NumberFormat(locale, { useGrouping: false });
  return `${one.format(Math.floor(seconds / 60))}:${two.format(seconds % 60)}`;
}

/**
 * What is to be said between two looks at the clock: the seconds that are left, or null.
 * @param {number | null} before
 * @param {number | null} now
 */
export function saidBetween(before, now) {
  if (before === null || now === null) return null;
  return SAID.find((mark) => before > mark && now <= mark && now > mark - 5) ?? null;
}
