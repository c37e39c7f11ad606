/** Draws the picture that the room sees, the slides to come, and the notes. */

import { html, nothing } from "lit-html";

import { createProse } from "../../kit/trusted_html.ts";
import { drawInto } from "../../kit/view.ts";
import { every, together } from "../../kit/subscriptions.ts";
import type { Decks } from "../slides/decks.ts";
import { createHandouts } from "../slides/handout.ts";
import { createPicture } from "../stage/picture.ts";
import { slidesToCome } from "./coming.ts";
import type { Lectern } from "./lectern.ts";
import type { Notes, NotesView } from "./notes.ts";

export interface Texts {
  decks: Decks;
  notes: Notes;
}

/** @param element contains the picture, the slides to come, and the choice of the picture's language */
export function mountView(element: HTMLElement, notesPlace: HTMLElement, lectern: Lectern, { decks, notes }: Texts) {
  const { room, words } = lectern;
  const part = (name: string) => element.querySelector(`[data-part="${name}"]`) as HTMLElement;
  const select = part("peek") as HTMLSelectElement;
  const picturePlace = part("now");
  const picture = createPicture(room, { main: part("show"), overlays: part("beside"), foot: part("foot"), countdown: part("countdown") });
  const handoutOf = createHandouts(words);
  const showNotes = createNotesView(lectern);
  const loading = () => html`<p class="quietly">${words.say("Loading…")}</p>`;
  const currentSlide = () => room.state.room.slide;

  function onChangeAnd(subscribe: (redraw: () => void) => void): (redraw: () => void) => () => void {
    return (redraw) => {
      subscribe(redraw);
      return lectern.onChange(redraw);
    };
  }
  const onDeckChange = onChangeAnd((redraw) => {
    decks.subscribe(redraw);
    select.addEventListener("change", redraw);
  });

  function drawPicture() {
    const deck = decks.get(select.value);
    const scene = picture.follow();
    picturePlace.dataset.scene = scene.kind;
    picture.draw(scene, { decks: deck ? [deck] : [], isComplete: Boolean(deck), wordsIn: () => words, titleIn: () => room.state.room.title });
    // The picture's headings stand below the console's own.
    for (const title of picturePlace.querySelectorAll("h1")) title.setAttribute("aria-level", "2");
  }

  function handout() {
    const slide = decks.get(select.value)?.slides[currentSlide()];
    return slide ? handoutOf(slide) : nothing;
  }

  function coming() {
    const deck = decks.get(select.value);
    return deck ? slidesToCome(lectern, deck) : loading();
  }

  drawPicture();
  addEventListener("resize", picture.fit);
  const stops = [
    // Countdowns and breaks advance every second.
    together(every(1000), onDeckChange)(drawPicture),
    drawInto(part("handout"), handout, onDeckChange),
    drawInto(part("next"), coming, onDeckChange),
    drawInto(
      notesPlace,
      scrolledUp(notesPlace.parentElement ?? notesPlace, currentSlide, () => showNotes(notes.get(room.state.me.language), currentSlide())),
      onChangeAnd(notes.subscribe),
    ),
  ];
  return () => stops.forEach((stop) => stop());
}

/** Returns a template that shows each new slide's text from its top. */
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
