// @ts-check
/**
 * The options of questions that join two lists: each is a cell, a row with a column, as
 * `webinar/lessons/pairs.py` has it. No DOM.
 */

// Ids have single hyphens only.
export const BETWEEN = "--";

/** @param {string} key */
export function isCell(key) {
  return key.includes(BETWEEN);
}
