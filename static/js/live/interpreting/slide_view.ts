/** Draws one slide as participants see it, with the options of its poll. */

import { html, nothing } from "lit-html";

import { createProse } from "../../kit/trusted_html.ts";
import type { Words } from "../../kit/words.ts";
import type { DeckPoll, DeckSlide } from "../../room/engine/types.ts";
import { listsOf } from "../polls/pairs.ts";
import { createHandouts } from "../slides/handout.ts";
import { revealItems } from "../slides/reveal.ts";

/**
 * Returns a function that draws slides in one place. It keeps the nodes of its slide, so that a redraw for
 * another reason preserves the reader's selection and scroll position.
 */
export function createSlideView(words: Words) {
  const bodyOf = createProse();
  const handoutOf = createHandouts(words);

  /**
   * @param preferred the requested language; another one is shown with a badge
   * @param revealed how many items of the slide the room sees; all if it is left out
   */
  return (slide: DeckSlide, preferred: string, revealed?: number) => html`
    <div class="shown-slide" lang=${slide.language} dir="auto">
      <h3 class="shown-title">${slide.title}</h3>
      ${slide.html ? revealItems(bodyOf(slide), revealed) : nothing}
      ${slide.poll ? options(slide.poll) : nothing}
    </div>
    ${handoutOf(slide)}
    ${slide.language === preferred ? nothing : fallback(slide.language, words)}
  `;
}

function options(poll: DeckPoll) {
  return html`<div class="side-by-side">
    ${listsOf(Object.keys(poll.labels)).map(
      (list) => html`<ul class="shown-options">
        ${list.map((key) => html`<li dir="auto">${poll.labels[key]}</li>`)}
      </ul>`,
    )}
  </div>`;
}

function fallback(language: string, words: Words) {
  return html`<p class="badge">${words.fallback(language)}</p>`;
}
