/**
 * Recognises the options of questions that join two lists. Each option is a cell, a row with a column, as in
 * `webinar/content/lessons/pairs.py`. No DOM.
 */

// Ids have single hyphens only.
export const BETWEEN = "--";

export function isCell(key: string) {
  return key.includes(BETWEEN);
}
