/** Computes the state of a countdown or a break. Numbers in, numbers and digits out; no DOM, no words. */

import { digits } from "../../kit/digits.ts";
import { localeOf, msg, type Msg } from "../../kit/words.ts";
import type { NowView as Now } from "../../room/engine/wire.ts";

// How long screens say that the time is up, if the server does not end the countdown.
const LONGEST_SIGN_MS = 45_000;

/**
 * Returns the countdown or break that runs at this moment, and how much of it is left.
 * @param nowMs by the server's clock
 * @returns null if nothing runs
 */
export function runningAt(
  timing: { now: Now | null } | null | undefined,
  nowMs: number,
): { now: Now; leftMs: number; isUp: boolean } | null {
  const now = timing?.now;
  if (!now) return null;
  const leftMs = Date.parse(now.ends_at) - nowMs;
  if (leftMs <= (now.kind === "break" ? 0 : -LONGEST_SIGN_MS)) return null;
  return { now, leftMs: Math.max(0, leftMs), isUp: leftMs <= 0 };
}

/** Writes the minutes and seconds left, with hours if there are any. */
export function leftText(leftMs: number, language: string) {
  const seconds = Math.ceil(leftMs / 1000);
  const hours = Math.floor(seconds / 3600);
  const parts = [Math.floor(seconds / 60) % 60, seconds % 60].map((part) => digits(part, 2, localeOf(language)));
  return [...(hours ? [digits(hours, 1, localeOf(language))] : []), ...parts].join(":");
}

/** Returns the sentence that a break is nearly over, or null if it is not. */
export function soonText(leftMs: number): Msg | null {
  if (leftMs > 120_000) return null;
  return leftMs > 60_000 ? msg("We go on in 2 minutes") : msg("We go on in 1 minute");
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
