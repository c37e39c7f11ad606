/** Drawing a feature: over what the server rendered at first, then again after each change. */

import { render } from "lit-html";

import { attempt } from "./attempt.ts";
import { keepFocus } from "./dom.ts";

/**
 * @param template what to show now; `undefined` leaves what is there
 * @returns stops drawing. What cannot be drawn now may be after the next change.
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
      // Server-rendered nodes are not lit's: they go when there is something to put in their place.
      if (!taken) element.textContent = "";
      taken = true;
      render(content, element);
    });
  }
  attempt(draw);
  return subscribe(draw);
}
