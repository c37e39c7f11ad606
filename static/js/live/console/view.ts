/** Draws the slide that everyone sees now, the next one, and the notes. */

import { html, nothing } from "lit-html";

import { createProse } from "../../kit/trusted_html.ts";
import { drawInto } from "../../kit/view.ts";
import type { Decks } from "../slides/decks.ts";
import { fit } from "../stage/fit.ts";
import type { Lectern } from "./lectern.ts";
import type { Notes, NotesView } from "./notes.ts";
import { createSlideView } from "./slide_view.ts";

// A share of the full size. Smaller text is hard to read; a longer slide scrolls instead.
const SMALLEST_SHARE = 0.7;

export interface Texts {
  decks: Decks;
  notes: Notes;
}

export function mountView(element: HTMLElement, lectern: Lectern, { decks, notes }: Texts) {
  const part = (name: string) =>
    element.querySelector(`[data-part="${name}"]`) as HTMLElement;
  const select = part("peek") as HTMLSelectElement;
  const [showNow, showNext] = [createSlideView(lectern.words), createSlideView(lectern.words)];
  const showNotes = createNotesView(lectern);
  const currentSlide = () => lectern.room.state.room.slide;

  function onChangeAnd(subscribe: (redraw: () => void) => void): (redraw: () => void) => () => void {
    return (redraw) => {
      subscribe(redraw);
      return lectern.onChange(redraw);
    };
  }
  const onSlideChange = onChangeAnd((redraw) => {
    decks.subscribe(redraw);
    select.addEventListener("change", redraw);
  });

  function slideAt(step: number, show: ReturnType<typeof createSlideView>) {
    const deck = decks.get(select.value);
    if (!deck) return html`<p class="quietly">${lectern.words.say("Loading…")}</p>`;
    const slide = deck.slides[currentSlide() + step];
    if (slide) return show(slide, select.value);
    const isLast = currentSlide() + step >= lectern.room.state.room.slides;
    return html`<p class="quietly">${lectern.words.say(isLast ? "This is the last slide." : "Loading…")}</p>`;
  }

  const stops = [
    drawInto(part("now"), scrolledUp(part("now"), currentSlide, () => slideAt(0, showNow)), onSlideChange),
    onSlideChange(() => fit(part("now"), SMALLEST_SHARE)),
    drawInto(part("next"), () => slideAt(1, showNext), onSlideChange),
    drawInto(
      part("notes"),
      scrolledUp(part("notes"), currentSlide, () => showNotes(notes.get(lectern.room.state.me.language), currentSlide())),
      onChangeAnd(notes.subscribe),
    ),
  ];
  fit(part("now"), SMALLEST_SHARE);
  addEventListener("resize", () => fit(part("now"), SMALLEST_SHARE));
  return () => stops.forEach((stop) => stop());
}

/** Returns a template that shows each new slide from its top. */
function scrolledUp(place: HTMLElement, currentSlide: () => number, template: () => unknown) {
  let shownSlide = currentSlide();
  return () => {
    if (shownSlide !== currentSlide()) place.scrollTop = 0;
    shownSlide = currentSlide();
    return template();
  };
}

function createNotesView({ words }: Lectern) {
  const textOf = createProse();

  return (notes: NotesView | null, slide: number) => {
    if (!notes) return html`<p class="quietly">${words.say("Loading…")}</p>`;
    const note = notes.notes[slide];
    if (!note?.html) return html`<p class="quietly">${words.say("No notes for this slide.")}</p>`;
    const badge = html`<p class="badge">${words.fallback(note.language)}</p>`;
    return html`${textOf(note)}${note.language === notes.language ? nothing : badge}`;
  };
}
