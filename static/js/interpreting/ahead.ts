// @ts-check
/** The slides ahead of the room, each in the language spoken and the one interpreted into, with notes. */

import { html, nothing } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";

import { createSlideView } from "../console/slide_view.js";
import { createListeners } from "../lib/listeners.js";
import { together } from "../lib/subscribing.js";
import { createProse } from "../lib/trusted.js";
import { drawInto } from "../lib/view.js";

/** @typedef {import("../console/lectern.js").Lectern} Lectern */
/** @typedef {import("../console/view.js").Texts} Texts */
/**
 * @typedef {object} Ahead
 * @property {() => number[]} shown the slides that are shown now
 * @property {(redraw: () => void) => () => void} subscribe
 */

// This one and the next: what an interpreter reads ahead while somebody speaks.
const SHOWN = 3;

/**
 * @param {HTMLElement} element
 * @param {HTMLElement} bar
 * @param {HTMLSelectElement} source
 * @param {Lectern} lectern
 * @param {Texts} texts
 * @param {string} target
 * @returns {Ahead}
 */
export function mountAhead(element, bar, source, lectern, texts, target) {
  const { room, words } = lectern;
  const show = createPairs(lectern, texts);
  const listeners = createListeners();
  /** Where the reader has gone by themselves; null follows the room. @type {number | null} */
  let own = null;

  const at = () => own ?? room.state.room.slide;
  const shown = () => Array.from({ length: SHOWN }, (_, step) => at() + step).filter((slide) => slide < room.state.room.slides);

  /** @param {number | null} slide */
  function go(slide) {
    own = slide === room.state.room.slide ? null : slide;
    element.scrollTop = 0;
    listeners.tell();
  }

  function template() {
    return repeat(shown(), (slide) => slide, (slide) => show(slide, [source.value, target]));
  }

  function moves() {
    const here = room.state.room.slide;
    const isAway = own !== null && own !== here;
    return html`<p class="quietly">${words.say(isAway ? "interpreting.room_is_on" : "interpreting.with_room", { n: here + 1 })}</p>
      ${isAway ? html`<button type="button" class="button quiet" @click=${() => go(null)}>${words.say("interpreting.return")}</button>` : nothing}
      <button type="button" class="button quiet" aria-disabled=${String(at() === 0)} @click=${() => at() > 0 && go(at() - 1)}>${words.say("interpreting.back")}</button>
      <button type="button" class="button quiet" aria-disabled=${String(at() + 1 >= room.state.room.slides)}
        @click=${() => at() + 1 < room.state.room.slides && go(at() + 1)}>${words.say("interpreting.next")}</button>`;
  }

  source.addEventListener("change", listeners.tell);
  const subscribe = together(listeners.subscribe, lectern.onChange, texts.decks.subscribe, texts.notes.subscribe);

  let seen = room.state.room.slide;
  lectern.onChange(() => {
    if (own === null && seen !== room.state.room.slide) element.scrollTop = 0;
    // The room has caught up with who had gone ahead.
    if (own === room.state.room.slide) own = null;
    seen = room.state.room.slide;
  });
  drawInto(element, template, subscribe);
  drawInto(bar, moves, subscribe);
  return { shown, subscribe };
}

/** @param {Lectern} lectern @param {Texts} texts */
function createPairs({ room, words }, { decks, notes }) {
  /** A place for each slide and side: what is drawn is kept. @type {Map<string, ReturnType<typeof createSlideView>>} */
  const views = new Map();
  const textOf = createProse();

  /** @param {number} at @param {string} key */
  function viewOf(at, key) {
    const view = views.get(`${at} ${key}`) ?? createSlideView(words);
    views.set(`${at} ${key}`, view);
    return view;
  }

  /** @param {number} at @param {string} language */
  function noteOf(at, language) {
    const note = notes.get(language)?.notes[at];
    if (!note) return html`<p class="quietly">${words.say("slide.loading")}</p>`;
    if (!note.html) return html`<p class="quietly small">${words.say("interpreting.no_notes")}</p>`;
    return textOf(note);
  }

  /** @param {number} at @param {string} language */
  function side(at, language) {
    const slide = decks.get(language)?.slides[at];
    return html`<div class="pair-side">
      ${slide ? viewOf(at, language)(slide, language) : html`<p class="quietly">${words.say("slide.loading")}</p>`}
      <div class="pair-note">${noteOf(at, language)}</div>
    </div>`;
  }

  /** @param {number} at @param {string[]} languages */
  return (at, languages) => {
    const isNow = at === room.state.room.slide;
    return html`<article class="pair" data-now=${String(isNow)}>
      <h3 class="pair-number number">
        ${words.say("slide.of", { n: at + 1, all: room.state.room.slides })}${isNow ? html` · ${words.say("interpreting.now")}` : nothing}
      </h3>
      ${languages.map((language) => side(at, language))}
    </article>`;
  };
}
