/** Writes numbers as clocks do. No DOM. */

/** @param least the least number of digits */
export function digits(value: number, least: number, locale: string) {
  return new Intl.NumberFormat(locale, { minimumIntegerDigits: least, useGrouping: false }).format(value);
}
