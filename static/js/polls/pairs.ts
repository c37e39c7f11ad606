// @ts-check
/** Questions that join two lists: matching, and sorting into groups. No DOM. */

import { BETWEEN, isCell } from "./cells.js";

/** @param {string} cell @returns {[row: string, column: string]} */
export function partsOf(cell) {
  const [row = "", column = ""] = cell.split(BETWEEN);
  return [row, column];
}

/** @param {readonly string[]} cells in their order */
export function rowsOf(cells) {
  return [...new Set(cells.map((cell) => partsOf(cell)[0]))];
}

/** @param {readonly string[]} cells in their order */
export function columnsOf(cells) {
  return [...new Set(cells.map((cell) => partsOf(cell)[1]))];
}

/**
 * The choice with this row in this column, or in none; in the order of the options.
 * @param {readonly string[]} options @param {readonly string[]} choice @param {string} row @param {string} column
 */
export function placed(options, choice, row, column) {
  const others = choice.filter((cell) => partsOf(cell)[0] !== row);
  return options.filter((cell) => others.includes(cell) || cell === row + BETWEEN + column);
}

/** Whether two rows have the same column. @param {readonly string[]} choice */
export function isTwice(choice) {
  return columnsOf(choice).length < choice.length;
}

/**
 * What to list of a question without an answer: its options, or each of the lists that it joins; where it
 * is known what is right, the pairs.
 * @param {readonly string[]} keys of options, or of labels
 * @param {readonly string[]} [correct]
 * @returns {(readonly string[])[]}
 */
export function listsOf(keys, correct = []) {
  const cells = keys.filter(isCell);
  if (!cells.length) return [keys];
  return correct.length ? [correct] : [rowsOf(cells), columnsOf(cells)];
}
