/** What a page keeps of an answer apart from the answer: its ticks, its draft. */

import type { Shelf } from "../../kit/storage.ts";
import type { Answered } from "../player/types.ts";

/**
 * Once the answer is in safe hands these go; what was written since stays.
 * @param name of this learner in this course
 */
export function dropGiven(shelf: Shelf, name: string, { item, answer }: Answered) {
  shelf.removeItem(`${name}.${item}.chosen`);
  const draft = `${name}.draft.${item}`;
  if (shelf.getItem(draft)?.trim() === answer.text) shelf.removeItem(draft);
}
