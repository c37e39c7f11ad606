/** Ranks options from the top; an option may stay without a place. No DOM. */

/** Returns the order after a touch: an option without a place gets the next one, an option with a place loses it. */
export function toggled(order: readonly string[], key: string) {
  return order.includes(key) ? order.filter((other) => other !== key) : [...order, key];
}

/** Moves an option by one place; -1 moves it up. */
export function moved(order: readonly string[], key: string, by: -1 | 1) {
  const from = order.indexOf(key);
  const to = from + by;
  if (from < 0 || to < 0 || to >= order.length) return [...order];
  const next = order.filter((other) => other !== key);
  next.splice(to, 0, key);
  return next;
}

/** Returns the options of a result, the highest score first; equal scores share a place. */
export function ranked(
  options: readonly string[],
  scores: Record<string, number>,
): { key: string; score: number; place: number }[] {
  const rows = options.map((key) => ({ key, score: scores[key] ?? 0 }));
  rows.sort((one, other) => other.score - one.score);
  return rows.map((row) => ({ ...row, place: 1 + rows.filter(({ score }) => score > row.score).length }));
}
