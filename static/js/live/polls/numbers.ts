/** Reads and writes numbers as people type them: decimal comma, spaces, Persian and Arabic digits. No DOM. */

import { westernDigits } from "../../kit/western_digits.ts";

const MOST = 1e12;

/** Returns null if the text is no number, or too large a number. */
export function parseNumber(text: string): number | null {
  // Some languages write a minus with direction marks.
  const plain = latin(text.replace(/[\u200e\u200f\u061c]/g, "").trim());
  if (!/^[+-]?(\d+(\.\d*)?|\.\d+)$/.test(plain)) return null;
  const number = Number(plain);
  return Math.abs(number) <= MOST ? number : null;
}

/** @param text with Latin digits, a point and no spaces between thousands */
function latin(text: string) {
  // The last two are the decimal and the thousands sign of Persian.
  const signs = westernDigits(text).replace(/[\u2212\u2013]/g, "-").replace(/\u066b/g, ".").replace(/\u066c/g, "");
  const joined = signs.replace(/(\d)[ \u00a0\u202f](?=\d{3}(\D|$))/g, "$1");
  return joined.includes(".") ? joined : joined.replace(",", ".");
}

/** Writes a number as the language writes it, with as many decimals as in reports. */
export function writeNumber(number: number, locale: string) {
  return new Intl.NumberFormat(locale, { maximumFractionDigits: 3 }).format(number);
}

/** Writes a mean with one decimal, which is enough unless the numbers are small. */
export function writeMean(mean: number, locale: string) {
  return writeNumber(Math.abs(mean) < 1 ? mean : Math.round(mean * 10) / 10, locale);
}

/** Writes a number as somebody can type it again: nothing is rounded. */
export function typedNumber(number: number, locale: string) {
  return new Intl.NumberFormat(locale, { maximumFractionDigits: 12, useGrouping: false }).format(number);
}
