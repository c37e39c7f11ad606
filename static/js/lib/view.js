// @ts-check
/** Drawing a feature: over what the server rendered at first, then again after each change. */

import { render } from "lit-html";
import { keepFocus } from "./dom.js";

/**
 * @param {HTMLElement} element
 * @param {() => unknown} template what to show now; `undefined` leaves what is there
 * @param {(fn: () => void) => () => void} subscribe
 * @returns {() => void} stops drawing
 */
export function drawInto(element, template, subscribe) {
  let taken = false;
  function draw() {
    const content = template();
    if (content === undefined) return;
    keepFocus(element, () => {
      // Server-rendered nodes are not lit's: they go when there is something to put in their place.
      if (!taken) element.replaceChildren();
      taken = true;
      render(content, element);
    });
  }
  draw();
  return subscribe(draw);
}
