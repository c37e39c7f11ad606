// @ts-check
/** Where a countdown or a break stands. Numbers in, numbers and digits out; no DOM, no words. */

import { digits } from "../lib/digits.js";
import { localeOf } from "../lib/words.js";

/** @typedef {import("../live/wire.ts").NowView} Now */

// Should the server not say that it is over, screens do not wait for ever.
const SIGN_MS = 45_000;

/**
 * What runs at this moment, and how much of it is left.
 * @param {{now: Now | null} | null | undefined} timing
 * @param {number} at ms by the server's clock
 * @returns {{now: Now, left: number, isUp: boolean} | null} null when nothing runs
 */
export function runningAt(timing, at) {
  const now = timing?.now;
  if (!now) return null;
  const left = Date.parse(now.ends_at) - at;
  if (left <= (now.kind === "break" ? 0 : -SIGN_MS)) return null;
  return { now, left: Math.max(0, left), isUp: left <= 0 };
}

/**
 * Minutes and seconds that are left, hours where there are any.
 * @param {number} left ms
 * @param {string} language
 */
export function leftText(left, language) {
  const seconds = Math.ceil(left / 1000);
  const hours = Math.floor(seconds / 3600);
  const parts = [Math.floor(seconds / 60) % 60, seconds % 60].map((part) => digits(part, 2, localeOf(language)));
  return [...(hours ? [digits(hours, 1, localeOf(language))] : []), ...parts].join(":");
}

/** @param {number} left ms @returns {"timing.in_two" | "timing.in_one" | null} the key of the sign that it goes on soon */
export function soonKey(left) {
  if (left > 120_000) return null;
  return left > 60_000 ? "timing.in_two" : "timing.in_one";
}

/** A time of day in the digits of the language. @param {string} clock HH:MM @param {string} language */
export function clockText(clock, language) {
  return clock
    .split(":")
    .map((part) => digits(Number(part), 2, localeOf(language)))
    .join(":");
}

/** What the clock of this device shows at that instant, as HH:MM. @param {string} instant */
export function deviceClock(instant) {
  const date = new Date(instant);
  return [date.getHours(), date.getMinutes()].map((part) => String(part).padStart(2, "0")).join(":");
}
