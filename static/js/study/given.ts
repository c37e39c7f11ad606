// @ts-check
/** What a page keeps of an answer apart from the answer: its ticks, its draft. */

/**
 * Once the answer is in safe hands these go; what was written since stays.
 * @param {import("../lib/storage.js").Shelf} shelf
 * @param {string} name of this learner in this course
 * @param {import("../player/types.js").Answered} answered
 */
export function dropGiven(shelf, name, { item, answer }) {
  shelf.removeItem(`${name}.${item}.chosen`);
  const draft = `${name}.draft.${item}`;
  if (shelf.getItem(draft)?.trim() === answer.text) shelf.removeItem(draft);
}
