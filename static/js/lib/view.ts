// @ts-check
/** Drawing a feature: over what the server rendered at first, then again after each change. */

import { render } from "lit-html";

import { attempt } from "./attempt.js";
import { keepFocus } from "./dom.js";

/**
 * @param {HTMLElement} element
 * @param {() => unknown} template what to show now; `undefined` leaves what is there
 * @param {(fn: () => void) => () => void} subscribe
 * @returns {() => void} stops drawing. What cannot be drawn now may be after the next change.
 */
export function drawInto(element, template, subscribe) {
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
