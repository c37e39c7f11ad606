// @ts-check
/** One slide as participants see it, with the options of its poll. */

import { html, nothing } from "lit-html";

import { createProse } from "../lib/trusted.js";
import { listsOf } from "../polls/pairs.js";
import { createHandouts } from "../slides/handout.js";

/** @typedef {import("../live/types.js").DeckSlide} DeckSlide */
/** @typedef {import("../lib/words.js").Words} Words */

/**
 * A place where slides are shown. It keeps the nodes of what it shows, so that a redraw for another
 * reason leaves the reader's selection and scroll position alone.
 *
 * @param {Words} words
 */
export function createSlideView(words) {
  const bodyOf = createProse();
  const handoutOf = createHandouts(words);

  /**
   * @param {DeckSlide} slide
   * @param {string} wanted  the language asked for; another one is shown with a badge
   */
  return (slide, wanted) => html`
    <div class="shown-slide" lang=${slide.language} dir="auto">
      <h3 class="shown-title">${slide.title}</h3>
      ${slide.html ? bodyOf(slide) : nothing}
      ${slide.poll ? options(slide.poll) : nothing}
    </div>
    ${handoutOf(slide)}
    ${slide.language === wanted ? nothing : fallback(slide.language, words)}
  `;
}

/** @param {import("../live/types.js").DeckPoll} poll */
function options(poll) {
  return html`<div class="side-by-side">
    ${listsOf(Object.keys(poll.labels)).map(
      (list) => html`<ul class="shown-options">
        ${list.map((key) => html`<li dir="auto">${poll.labels[key]}</li>`)}
      </ul>`,
    )}
  </div>`;
}

/** @param {string} language @param {Words} words */
function fallback(language, words) {
  return html`<p class="badge">${words.say(`fallback.${language}`)}</p>`;
}
