/**
 * The options of questions that join two lists: each is a cell, a row with a column, as
 * `webinar/content/lessons/pairs.py` has it. No DOM.
 */

// Ids have single hyphens only.
export const BETWEEN = "--";

export function isCell(key: string) {
  return key.includes(BETWEEN);
}
