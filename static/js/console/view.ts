// @ts-check
/** What everyone sees now, what comes next, and the notes for it. */

import { html, nothing } from "lit-html";

import { createProse } from "../lib/trusted.js";
import { drawInto } from "../lib/view.js";
import { fit } from "../stage/fit.js";
import { createSlideView } from "./slide_view.js";

// Smaller than this is hard to read; what is longer still scrolls.
const SMALLEST = 0.7;

/** @typedef {import("./lectern.js").Lectern} Lectern */
/** @typedef {import("../live/types.js").Deck} Deck */
/** @typedef {import("./notes.js").NotesView} NotesView */
/**
 * @typedef {object} Texts
 * @property {import("../slides/decks.js").Decks} decks
 * @property {import("./notes.js").Notes} notes
 */

/**
 * @param {HTMLElement} element
 * @param {Lectern} lectern
 * @param {Texts} texts
 */
export function mountView(element, lectern, { decks, notes }) {
  const part = (/** @type {string} */ name) =>
    /** @type {HTMLElement} */ (element.querySelector(`[data-part="${name}"]`));
  const select = /** @type {HTMLSelectElement} */ (part("peek"));
  const [showNow, showNext] = [createSlideView(lectern.words), createSlideView(lectern.words)];
  const showNotes = createNotesView(lectern);
  const isOwn = () => select.value === lectern.room.state.me.language;
  const at = () => lectern.room.state.room.slide;

  /** @param {(redraw: () => void) => void} also @returns {(redraw: () => void) => () => void} */
  function whenever(also) {
    return (redraw) => {
      also(redraw);
      return lectern.onChange(redraw);
    };
  }
  const onSlides = whenever((redraw) => {
    decks.subscribe(redraw);
    select.addEventListener("change", redraw);
  });

  /** @param {number} step @param {ReturnType<typeof createSlideView>} show */
  function slideAt(step, show) {
    const deck = decks.get(select.value);
    // The server has drawn the slide in the presenter's language: it stays until there is more.
    if (!deck && isOwn()) return undefined;
    if (!deck) return html`<p class="quietly">${lectern.words.say("slide.loading")}</p>`;
    const slide = deck.slides[at() + step];
    if (slide) return show(slide, select.value);
    const isLast = at() + step >= lectern.room.state.room.slides;
    return html`<p class="quietly">${lectern.words.say(isLast ? "slide.last" : "slide.loading")}</p>`;
  }

  const stops = [
    drawInto(part("now"), scrolledUp(part("now"), at, () => slideAt(0, showNow)), onSlides),
    onSlides(() => fit(part("now"), SMALLEST)),
    drawInto(part("next"), () => slideAt(1, showNext), onSlides),
    drawInto(
      part("notes"),
      scrolledUp(part("notes"), at, () => showNotes(notes.get(lectern.room.state.me.language), at())),
      whenever(notes.subscribe),
    ),
  ];
  fit(part("now"), SMALLEST);
  addEventListener("resize", () => fit(part("now"), SMALLEST));
  return () => stops.forEach((stop) => stop());
}

/** A new slide begins at its top. @param {HTMLElement} place @param {() => number} at @param {() => unknown} template */
function scrolledUp(place, at, template) {
  let shown = at();
  return () => {
    if (shown !== at()) place.scrollTop = 0;
    shown = at();
    return template();
  };
}

/** @param {Lectern} lectern */
function createNotesView({ words }) {
  const textOf = createProse();

  /** @param {NotesView | null} notes @param {number} at */
  return (notes, at) => {
    if (!notes) return html`<p class="quietly">${words.say("slide.loading")}</p>`;
    const note = notes.notes[at];
    if (!note?.html) return html`<p class="quietly">${words.say("notes.none")}</p>`;
    const badge = html`<p class="badge">${words.say(`fallback.${note.language}`)}</p>`;
    return html`${textOf(note)}${note.language === notes.language ? nothing : badge}`;
  };
}
