/** Writes numbers as clocks do. No DOM. */

/** Writes at least this many digits. */
export function digits(value: number, least: number, locale: string) {
  return new Intl.NumberFormat(locale, { minimumIntegerDigits: least, useGrouping: false }).format(value);
}
