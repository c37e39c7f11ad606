/** Questions that join two lists: matching, and sorting into groups. No DOM. */

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

/** The choice with this row in this column, or in none; in the order of the options. */
export function placed(options: readonly string[], choice: readonly string[], row: string, column: string) {
  const others = choice.filter((cell) => partsOf(cell)[0] !== row);
  return options.filter((cell) => others.includes(cell) || cell === row + BETWEEN + column);
}

/** Whether two rows have the same column. */
export function isTwice(choice: readonly string[]) {
  return columnsOf(choice).length < choice.length;
}

/**
 * The lists to show for a question without an answer: its options or, if it joins two lists, each of the lists.
 * If the right answer is known, the pairs.
 * @param keys the keys of options, or of labels
 */
export function listsOf(keys: readonly string[], correct: readonly string[] = []): (readonly string[])[] {
  const cells = keys.filter(isCell);
  if (!cells.length) return [keys];
  return correct.length ? [correct] : [rowsOf(cells), columnsOf(cells)];
}
