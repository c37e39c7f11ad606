/** Draws a feature: over what the server rendered at first, then again after each change. */

import { render } from "lit-html";

import { attempt } from "./attempt.ts";
import { keepFocus } from "./dom.ts";

/**
 * @param template what to show now; `undefined` leaves the present content
 * @returns stops drawing; if drawing fails, the next change tries again
 */
export function drawInto(
  element: HTMLElement,
  template: () => unknown,
  subscribe: (fn: () => void) => () => void,
): () => void {
  let taken = false;
  function draw() {
    const content = template();
    if (content === undefined) return;
    keepFocus(element, () => {
      // lit does not own server-rendered nodes: remove them once there is something to replace them.
      if (!taken) element.textContent = "";
      taken = true;
      render(content, element);
    });
  }
  attempt(draw);
  return subscribe(draw);
}
