/** Writes whole numbers with leading zeros, as clocks do. No DOM. */

/** @param minimum the least number of digits: zeros make up for missing ones */
export function digits(value: number, minimum: number, locale: string) {
  return new Intl.NumberFormat(locale, { minimumIntegerDigits: minimum, useGrouping: false }).format(value);
}
