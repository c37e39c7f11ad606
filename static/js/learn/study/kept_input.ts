/** Drops the ticks and the draft of an answer, which a page keeps besides the answer itself. */

import type { Shelf } from "../../kit/storage.ts";
import type { Answered } from "../player/types.ts";

/**
 * Drops these once the answer is safe; what was written since stays.
 * @param name names this learner in this course
 */
export function dropKeptInput(shelf: Shelf, name: string, { item, answer }: Answered) {
  shelf.removeItem(`${name}.${item}.chosen`);
  const draft = `${name}.draft.${item}`;
  if (shelf.getItem(draft)?.trim() === answer.text) shelf.removeItem(draft);
}
