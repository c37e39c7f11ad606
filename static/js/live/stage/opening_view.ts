/** Draws the way to join over the whole picture, for people who have not joined when a poll opens. */

import { html, nothing } from "lit-html";

import { directionOf } from "../../kit/texts.ts";
import type { Words } from "../../kit/words.ts";

/** @param corner the part of the foot with the address, the code and the QR code */
export function createOpeningView(corner: Element | null | undefined) {
  const copy = corner?.cloneNode(true) ?? nothing;

  // Screen readers have it from the foot.
  return (words: Words) => html`<div class="stage-opening" aria-hidden="true" lang=${words.language} dir=${directionOf(words.language)}>
    <p class="stage-opening-words">${words.say("Answer now")}</p>
    ${copy}
  </div>`;
}
