// @ts-check
/** Buttons that copy the text of a field: `data-copy` names it, `data-copied` is what they say then. */

const SAID_FOR_MS = 2000;

/**
 * Show and wire the copy buttons below `root`, where the browser lets pages copy (https, localhost).
 * @param {ParentNode} root
 */
export function offerCopies(root) {
  if (!navigator.clipboard) return;
  const buttons = /** @type {NodeListOf<HTMLButtonElement>} */ (root.querySelectorAll("button[data-copy]"));
  for (const button of buttons) {
    button.hidden = false;
    button.addEventListener("click", () => copy(button));
  }
}

/** @param {HTMLButtonElement} button */
async function copy(button) {
  const field = document.getElementById(button.dataset.copy ?? "");
  if (!(field instanceof HTMLInputElement)) return;
  field.select();
  try {
    await navigator.clipboard.writeText(field.value);
  } catch {
    return; // The text is selected: it can still be copied by hand.
  }
  const words = button.textContent;
  button.textContent = button.dataset.copied ?? words;
  setTimeout(() => (button.textContent = words), SAID_FOR_MS);
}
