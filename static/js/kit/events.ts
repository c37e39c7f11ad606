/** What events are about. */

let pressed: HTMLButtonElement | null = null;

// Enter in a field is a click of the form's first button, too.
globalThis.document?.addEventListener("click", ({ target }) => (pressed = (target as Element).closest("button")), true);

/**
 * The button by which a form is sent. `SubmitEvent.submitter` is missing in Chrome 80 and in Safari
 * before 15.4.
 *
 * @param event `submit`
 */
export function submitterOf({ target }: Event): HTMLButtonElement | null {
  return pressed?.form === target ? pressed : null;
}

/**
 * The field that somebody has changed: what it holds now is its `value`, or whether it is `checked`.
 *
 * @returns a list or a text of several lines has a `value`, too
 */
export function inputOf(event: Event): HTMLInputElement {
  return event.target as HTMLInputElement;
}
