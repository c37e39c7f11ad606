/** Writes days and times at the place of the session, which may be elsewhere than the presenter's laptop. No DOM. */

import { dayInWords } from "../../kit/days.ts";
import { localeOf } from "../../kit/words.ts";

// Nobody means to start so early; a few minutes are usual.
const LONG_BEFORE_MS = 30 * 60 * 1000;

/**
 * Returns whether the planned start is so far ahead that nobody means to start now.
 * @param planned the planned start, ISO 8601
 * @param now in milliseconds
 */
export function isLongBefore(planned: string, now: number) {
  return Date.parse(planned) - now > LONG_BEFORE_MS;
}

/**
 * @param instantMs in milliseconds
 * @param zone such as Asia/Almaty
 * @returns YYYY-MM-DD
 */
export function dayIn(instantMs: number, zone: string | undefined): string {
  const parts = inZone("en", zone, { year: "numeric", month: "2-digit", day: "2-digit" }).formatToParts(instantMs);
  const part = (type: string) => parts.find((candidate) => candidate.type === type)?.value;
  return `${part("year")}-${part("month")}-${part("day")}`;
}

export function momentIn(instantMs: number, zone: string | undefined, language: string) {
  const time = inZone(localeOf(language), zone, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  return { date: dayInWords(dayIn(instantMs, zone), language), time: time.format(instantMs) };
}

function inZone(locale: string, timeZone: string | undefined, options: Intl.DateTimeFormatOptions) {
  try {
    return new Intl.DateTimeFormat(locale, { ...options, timeZone });
  } catch {
    // A browser may not know a time zone that the server knows.
    return new Intl.DateTimeFormat(locale, options);
  }
}
