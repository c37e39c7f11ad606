/** Numbers as clocks write them. No DOM. */

/** @param least how many digits there are at least */
export function digits(value: number, least: number, locale: string) {
  return new Intl.NumberFormat(locale, { minimumIntegerDigits: least, useGrouping: false }).format(value);
}
