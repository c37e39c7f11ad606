/** Reads questions that join two lists: matching, and sorting into groups. No DOM. */

import { BETWEEN, isCell } from "./cells.ts";

export function partsOf(cell: string): [row: string, column: string] {
  const [row = "", column = ""] = cell.split(BETWEEN);
  return [row, column];
}

/** @param cells in their order */
export function rowsOf(cells: readonly string[]) {
  return [...new Set(cells.map((cell) => partsOf(cell)[0]))];
}

/** @param cells in their order */
export function columnsOf(cells: readonly string[]) {
  return [...new Set(cells.map((cell) => partsOf(cell)[1]))];
}

/** Returns the choice after moving a row to a column, or to none if `column` is ""; in the order of the options. */
export function placed(options: readonly string[], choice: readonly string[], row: string, column: string) {
  const others = choice.filter((cell) => partsOf(cell)[0] !== row);
  return options.filter((cell) => others.includes(cell) || cell === row + BETWEEN + column);
}

/** Returns whether two rows of the choice have the same column. */
export function sharesColumn(choice: readonly string[]) {
  return columnsOf(choice).length < choice.length;
}

/**
 * Returns the lists to show beside a question: its options or, if the question joins two lists, both of them. If the
 * right pairs are known, they are shown instead of both lists.
 * @param keys the keys of options, or of labels
 */
export function listsOf(keys: readonly string[], correct: readonly string[] = []): (readonly string[])[] {
  const cells = keys.filter(isCell);
  if (!cells.length) return [keys];
  return correct.length ? [correct] : [rowsOf(cells), columnsOf(cells)];
}
