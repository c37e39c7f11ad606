/** Computes the state of a countdown or a break. Numbers in, numbers and digits out; no DOM, no words. */

import { digits } from "../../kit/digits.ts";
import { localeOf, msg, type Msg } from "../../kit/words.ts";
import type { NowView as Now } from "../../room/engine/wire.ts";

// If the server does not say that it is over, screens do not wait for ever.
const LONGEST_SIGN_MS = 45_000;

/**
 * Returns the countdown or break that runs at this moment, and how many ms of it are left.
 * @param nowMs by the server's clock
 * @returns null if nothing runs
 */
export function runningAt(
  timing: { now: Now | null } | null | undefined,
  nowMs: number,
): { now: Now; left: number; isUp: boolean } | null {
  const now = timing?.now;
  if (!now) return null;
  const left = Date.parse(now.ends_at) - nowMs;
  if (left <= (now.kind === "break" ? 0 : -LONGEST_SIGN_MS)) return null;
  return { now, left: Math.max(0, left), isUp: left <= 0 };
}

/**
 * Writes the minutes and seconds left, with hours if there are any.
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
 * @returns the sign that it continues soon, or null
 */
export function soonText(left: number): Msg | null {
  if (left > 120_000) return null;
  return left > 60_000 ? msg("We go on in 2 minutes") : msg("We go on in 1 minute");
}

/**
 * Writes a time of day in the digits of the language.
 * @param clock HH:MM
 */
export function clockText(clock: string, language: string) {
  return clock
    .split(":")
    .map((part) => digits(Number(part), 2, localeOf(language)))
    .join(":");
}

/** Returns the time on this device's clock at that moment, as HH:MM. */
export function deviceClock(instant: string) {
  const date = new Date(instant);
  return [date.getHours(), date.getMinutes()].map((part) => String(part).padStart(2, "0")).join(":");
}
