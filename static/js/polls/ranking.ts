// @ts-check
/** Putting options in order, from the top; what is left out has no place. No DOM. */

/**
 * Touched: an option without a place gets the next one, one with a place loses it.
 * @param {readonly string[]} order
 * @param {string} key
 */
export function toggled(order, key) {
  return order.includes(key) ? order.filter((other) => other !== key) : [...order, key];
}

/**
 * @param {readonly string[]} order
 * @param {string} key
 * @param {-1 | 1} by -1 is a place higher
 */
export function moved(order, key, by) {
  const from = order.indexOf(key);
  const to = from + by;
  if (from < 0 || to < 0 || to >= order.length) return [...order];
  const next = order.filter((other) => other !== key);
  next.splice(to, 0, key);
  return next;
}

/**
 * The options of a result, the highest score first; equal scores share a place.
 * @param {readonly string[]} options
 * @param {Record<string, number>} scores
 * @returns {{key: string, score: number, place: number}[]}
 */
export function ranked(options, scores) {
  const rows = options.map((key) => ({ key, score: scores[key] ?? 0 }));
  rows.sort((one, other) => other.score - one.score);
  return rows.map((row) => ({ ...row, place: 1 + rows.filter(({ score }) => score > row.score).length }));
}
