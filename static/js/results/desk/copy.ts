/** Buttons that copy the text of a field: `data-copy` names it, `data-copied` is what they say then. */

import { fill } from "../../kit/fill.ts";

const SAID_FOR_MS = 2000;

/** Show and wire the copy buttons below `root`, where the browser lets pages copy (https, localhost). */
export function offerCopies(root: ParentNode) {
  if (!navigator.clipboard) return;
  const buttons = root.querySelectorAll("button[data-copy]") as NodeListOf<HTMLButtonElement>;
  for (const button of buttons) {
    button.hidden = false;
    button.addEventListener("click", () => copy(button));
  }
}

async function copy(button: HTMLButtonElement) {
  const field = document.getElementById(button.dataset.copy ?? "");
  if (!(field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement)) return;
  field.select();
  try {
    await navigator.clipboard.writeText(field.value);
  } catch {
    return; // The text is selected: it can still be copied by hand.
  }
  const said = button.dataset.copied;
  if (!said || button.textContent === said) return;
  // What only readers of the screen hear of it comes back as it was.
  const words = [...button.childNodes];
  button.textContent = said;
  setTimeout(() => fill(button, ...words), SAID_FOR_MS);
}
