/** Computes the time left to answer. No DOM. */

import type { PollView } from "../../room/engine/types.ts";

type Timed = Pick<PollView, "poll" | "state" | "closes_at">;

// The seconds at which a screen reader announces the time left, instead of each second.
const SAID = [60, 10];

/**
 * @param now by the server's clock
 * @returns whole seconds, or null without a countdown
 */
export function secondsLeft({ state, closes_at }: Timed, now: number): number | null {
  if (state !== "open" || !closes_at) return null;
  return Math.max(0, Math.ceil((Date.parse(closes_at) - now) / 1000));
}

/** Writes minutes and seconds, such as 1:05. */
export function timeText(seconds: number, locale: string) {
  const two = new Intl.NumberFormat(locale, { minimumIntegerDigits: 2, useGrouping: false });
  const one = new Intl.NumberFormat(locale, { useGrouping: false });
  return `${one.format(Math.floor(seconds / 60))}:${two.format(seconds % 60)}`;
}

/** Returns the seconds left to announce between two looks at the clock, or null. */
export function saidBetween(before: number | null, now: number | null) {
  if (before === null || now === null) return null;
  return SAID.find((mark) => before > mark && now <= mark && now > mark - 5) ?? null;
}
