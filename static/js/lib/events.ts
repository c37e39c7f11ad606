// @ts-check
/** What events are about. */

/** @type {HTMLButtonElement | null} */
let pressed = null;

// Enter in a field is a click of the form's first button, too.
globalThis.document?.addEventListener("click", ({ target }) => (pressed = /** @type {Element} */ (target).closest("button")), true);

/**
 * The button by which a form is sent. `SubmitEvent.submitter` is missing in Chrome 80 and in Safari
 * before 15.4.
 *
 * @param {Event} event `submit`
 * @returns {HTMLButtonElement | null}
 */
export function submitterOf({ target }) {
  return pressed?.form === target ? pressed : null;
}

/**
 * The field that somebody has changed: what it holds now is its `value`, or whether it is `checked`.
 *
 * @param {Event} event
 * @returns {HTMLInputElement} a list or a text of several lines has a `value`, too
 */
export function inputOf(event) {
  return /** @type {HTMLInputElement} */ (event.target);
}
