/** Draws a feature: over what the server rendered at first, then again after each change. */

import { render } from "lit-html";

import { attempt } from "./attempt.ts";
import { keepFocus } from "./dom.ts";

/**
 * Draws now and after each change.
 * @param template returns what to show now; `undefined` leaves the present content
 * @returns a function that stops drawing; if drawing fails, the next change tries again
 */
export function drawInto(
  element: HTMLElement,
  template: () => unknown,
  subscribe: (fn: () => void) => () => void,
): () => void {
  let isTakenOver = false;
  function draw() {
    const content = template();
    if (content === undefined) return;
    keepFocus(element, () => {
      // lit does not own server-rendered nodes: remove them once there is something to replace them.
      if (!isTakenOver) element.textContent = "";
      isTakenOver = true;
      render(content, element);
    });
  }
  attempt(draw);
  return subscribe(draw);
}
