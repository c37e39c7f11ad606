// @ts-check
/** Numbers as clocks write them. No DOM. */

/**
 * @param {number} value
 * @param {number} least how many digits there are at least
 * @param {string} locale
 */
export function digits(value, least, locale) {
  return new Intl.NumberFormat(locale, { minimumIntegerDigits: least, useGrouping: false }).format(value);
}
