// @ts-check
/** Which of several languages to show, and how dates and shares are written. No DOM. */

import { localeOf } from "./words.js";

/**
 * @param {string} language
 * @returns {"rtl" | "ltr"}
 */
export function directionOf(language) {
  return language === "prs" ? "rtl" : "ltr";
}

/** What somebody typed, or digits, keep their own direction and order in a sentence. @param {string} text */
export function isolated(text) {
  return `\u2068${text}\u2069`;
}

/** What stands between the items of a list. @param {string} language */
export function commaOf(language) {
  return language === "prs" ? "، " : ", ";
}

/** @type {Record<string, string[]>} */
const SECOND_CHOICE = { kk: ["ru", "en"] };

/**
 * @template T
 * @param {Record<string, T> | null | undefined} texts by language, the original first
 * @param {string} language
 * @returns {{language: string, text: T} | null}
 */
export function pickText(texts, language) {
  const found = Object.keys(texts ?? {});
  const wanted = [language, ...(SECOND_CHOICE[language] ?? ["en"]), ...found];
  const chosen = wanted.find((tag) => found.includes(tag));
  return chosen === undefined ? null : { language: chosen, text: /** @type {any} */ (texts)[chosen] };
}

/**
 * @param {string} day YYYY-MM-DD
 * @param {string} language
 * @returns {string}
 */
export function dayInWords(day, language) {
  // Browsers are built without the names of Kazakh months.
  if (language === "kk") return day.split("-").reverse().join(".");
  /** @type {Intl.DateTimeFormatOptions} */
  const options = { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" };
  const date = new Date(`${day}T00:00:00Z`);
  const gregorian = new Intl.DateTimeFormat(`${localeOf(language)}-u-ca-gregory`, options).format(date);
  if (language !== "prs") return gregorian;
  // Afghanistan counts in the Solar Hijri calendar; partners in other countries do not.
  return `${new Intl.DateTimeFormat("fa-AF-u-ca-persian", options).format(date)} (${gregorian})`;
}
