/**
 * Copies the text of a field on a button's press: `data-copy` names the field, `data-copied` is the button's
 * text after copying.
 */

import { fill } from "../../kit/fill.ts";

const CONFIRMED_FOR_MS = 2000;

/** Shows and wires the copy buttons below `root`, where the browser lets pages copy (https, localhost). */
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
    return; // The text is selected: the reader can still copy it by hand.
  }
  const confirmation = button.dataset.copied;
  if (!confirmation || button.textContent === confirmation) return;
  // Keep the button's nodes, to restore the text that only screen readers get.
  const content = [...button.childNodes];
  button.textContent = confirmation;
  setTimeout(() => fill(button, ...content), CONFIRMED_FOR_MS);
}
