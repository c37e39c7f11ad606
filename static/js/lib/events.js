// @ts-check
/** What events are about. */

/**
 * The field that somebody has changed: what it holds now is its `value`, or whether it is `checked`.
 *
 * @param {Event} event
 * @returns {HTMLInputElement} a list or a text of several lines has a `value`, too
 */
export function inputOf(event) {
  return /** @type {HTMLInputElement} */ (event.target);
}
