/** Writes days in words. No DOM. */

import { localeOf } from "./words.ts";

/** @param day YYYY-MM-DD */
export function dayInWords(day: string, language: string): string {
  // Browsers do not know the Kazakh names of the months.
  if (language === "kk") return day.split("-").reverse().join(".");
  const options: Intl.DateTimeFormatOptions = { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" };
  const date = new Date(`${day}T00:00:00Z`);
  const gregorian = new Intl.DateTimeFormat(`${localeOf(language)}-u-ca-gregory`, options).format(date);
  if (language !== "prs") return gregorian;
  // Afghanistan counts in the Solar Hijri calendar; partners in other countries do not.
  return `${new Intl.DateTimeFormat("fa-AF-u-ca-persian", options).format(date)} (${gregorian})`;
}
