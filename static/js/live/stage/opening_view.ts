/** Draws the way to join over the whole picture, for people who have not joined when a poll opens. */

import { html, nothing } from "lit-html";

import { directionOf } from "../../kit/texts.ts";
import type { Words } from "../../kit/words.ts";

/**
 * @param corner the part of the foot with the address, the code and the QR code
 * @returns a function that takes the words of each language of the picture
 */
export function createOpeningView(corner: Element | null | undefined) {
  const copy = corner?.cloneNode(true) ?? nothing;

  // Screen readers have it from the foot.
  return (all: readonly Words[]) => html`<div class="stage-opening" aria-hidden="true" lang=${all[0].language} dir=${directionOf(all[0].language)}>
    <p class="stage-opening-words" data-languages=${all.length}>${all.map((words) => html`<span lang=${words.language} dir=${directionOf(words.language)}>${words.say("Answer now")}</span>`)}</p>
    ${copy}
  </div>`;
}
