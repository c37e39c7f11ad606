/** Changes the text size of the notes, which this browser keeps. */

import { shelf } from "../../kit/storage.ts";

const KEY = "webinar.notes_size";
const LARGEST = 4;

/** @param controls the element that contains a button for smaller and one for larger */
export function mountTextSize(controls: HTMLElement, notes: HTMLElement) {
  const storage = shelf("localStorage");
  const buttons = [...controls.querySelectorAll("[data-step]") as NodeListOf<HTMLButtonElement>];
  let size = Math.min(LARGEST, Math.max(0, Number(storage.getItem(KEY) ?? 1) || 0));

  function redraw() {
    notes.dataset.size = String(size);
    for (const button of buttons) {
      const next = size + Number(button.dataset.step);
      button.setAttribute("aria-disabled", String(next < 0 || next > LARGEST));
    }
  }

  for (const button of buttons) {
    button.addEventListener("click", () => {
      size = Math.min(LARGEST, Math.max(0, size + Number(button.dataset.step)));
      storage.setItem(KEY, String(size));
      redraw();
    });
  }
  redraw();
}
