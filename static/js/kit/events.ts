/** Finds the element that an event is about. */

let pressedButton: HTMLButtonElement | null = null;

// Enter in a field also clicks the form's first button.
globalThis.document?.addEventListener("click", ({ target }) => (pressedButton = (target as Element).closest("button")), true);

/**
 * Returns the button that submitted a form, for a `submit` event. `SubmitEvent.submitter` is missing in Chrome
 * 80 and in Safari before 15.4.
 */
export function submitterOf({ target }: Event): HTMLButtonElement | null {
  return pressedButton?.form === target ? pressedButton : null;
}

/**
 * Returns the field that the user has changed. Its `value`, or whether it is `checked`, is the new content.
 * @returns typed as an input; may also be a select or a textarea, which have a `value`, too
 */
export function inputOf(event: Event): HTMLInputElement {
  return event.target as HTMLInputElement;
}
