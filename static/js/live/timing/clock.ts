/** The state of a countdown or a break. Numbers in, numbers and digits out; no DOM, no words. */

import { digits } from "../../kit/digits.ts";
import { localeOf, msg, type Msg } from "../../kit/words.ts";
import type { NowView as Now } from "../../room/engine/wire.ts";

// If the server does not say that it is over, screens do not wait for ever.
const SIGN_MS = 45_000;

/**
 * The countdown or break that runs at this moment, and how much of it is left.
 * @param at ms by the server's clock
 * @returns null if nothing runs
 */
export function runningAt(
  timing: { now: Now | null } | null | undefined,
  at: number,
): { now: Now; left: number; isUp: boolean } | null {
  const now = timing?.now;
  if (!now) return null;
  const left = Date.parse(now.ends_at) - at;
  if (left <= (now.kind === "break" ? 0 : -SIGN_MS)) return null;
  return { now, left: Math.max(0, left), isUp: left <= 0 };
}

/**
 * The minutes and seconds left, with hours if there are any.
 * @param left in ms
 */
export function leftText(left: number, language: string) {
  const seconds = Math.ceil(left / 1000);
  const hours = Math.floor(seconds / 3600);
  const parts = [Math.floor(seconds / 60) % 60, seconds % 60].map((part) => digits(part, 2, localeOf(language)));
  return [...(hours ? [digits(hours, 1, localeOf(language))] : []), ...parts].join(":");
}

/**
 * @param left in ms
 * @returns the sign that it continues soon
 */
export function soonText(left: number): Msg | null {
  if (left > 120_000) return null;
  return left > 60_000 ? msg("We go on in 2 minutes") : msg("We go on in 1 minute");
}

/**
 * A time of day in the digits of the language.
 * @param clock HH:MM
 */
export function clockText(clock: string, language: string) {
  return clock
    .split(":")
    .map((part) => digits(Number(part), 2, localeOf(language)))
    .join(":");
}

/** The time on this device's clock at that moment, as HH:MM. */
export function deviceClock(instant: string) {
  const date = new Date(instant);
  return [date.getHours(), date.getMinutes()].map((part) => String(part).padStart(2, "0")).join(":");
}
