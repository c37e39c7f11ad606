// @ts-check
/** Days and times where the session is, which may be elsewhere than the presenter's laptop. No DOM. */

import { dayInWords } from "../lib/days.js";
import { localeOf } from "../lib/words.js";

// Nobody starts so long before by intention; a few minutes are usual.
const LONG_BEFORE = 30 * 60 * 1000;

/**
 * @param {string} planned  an instant
 * @param {number} now  in milliseconds
 */
export function isLongBefore(planned, now) {
  return Date.parse(planned) - now > LONG_BEFORE;
}

/**
 * @param {number} instant  in milliseconds
 * @param {string | undefined} zone  such as Asia/Almaty
 * @returns {string} YYYY-MM-DD
 */
export function dayIn(instant, zone) {
  const parts = inZone("en", zone, { year: "numeric", month: "2-digit", day: "2-digit" }).formatToParts(instant);
  const part = (/** @type {string} */ type) => parts.find((each) => each.type === type)?.value;
  return `${part("year")}-${part("month")}-${part("day")}`;
}

/**
 * @param {string} day YYYY-MM-DD
 * @param {number} days
 * @returns {string} YYYY-MM-DD
 */
export function daysLater(day, days) {
  const later = new Date(`${day}T00:00:00Z`);
  later.setUTCDate(later.getUTCDate() + days);
  return later.toISOString().slice(0, 10);
}

/**
 * @param {number} instant
 * @param {string | undefined} zone
 * @param {string} language
 */
export function momentIn(instant, zone, language) {
  const time = inZone(localeOf(language), zone, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  return { date: dayInWords(dayIn(instant, zone), language), time: time.format(instant) };
}

/** @param {string} locale @param {string | undefined} timeZone @param {Intl.DateTimeFormatOptions} options */
function inZone(locale, timeZone, options) {
  try {
    return new Intl.DateTimeFormat(locale, { ...options, timeZone });
  } catch {
    // A browser may not know a zone that the server has.
    return new Intl.DateTimeFormat(locale, options);
  }
}
