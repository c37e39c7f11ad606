/** Draws the slides ahead of the room, each in the spoken language and in the interpreter's, with notes. */

import { html, nothing } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";

import type { Lectern } from "../console/lectern.ts";
import { createSlideView } from "./slide_view.ts";
import type { Texts } from "../console/view.ts";
import { createListeners } from "../../kit/listeners.ts";
import { together } from "../../kit/subscriptions.ts";
import { createProse } from "../../kit/trusted_html.ts";
import { shownAfter, shownBeside } from "../slides/shown.ts";
import { drawInto } from "../../kit/view.ts";
import type { Snapshot } from "../../room/engine/types.ts";

export interface Ahead {
  /** The slides that are shown now. */
  shown: () => number[];
  subscribe: (redraw: () => void) => () => void;
}

// This slide and the next ones, which an interpreter reads ahead while somebody speaks.
const SHOWN_COUNT = 3;

export function mountAhead(
  element: HTMLElement,
  bar: HTMLElement,
  source: HTMLSelectElement,
  lectern: Lectern,
  texts: Texts,
  target: string,
): Ahead {
  const { room, words } = lectern;
  const show = createPairs(lectern, texts);
  const listeners = createListeners();
  /** The slide to which the reader has gone; null follows the room. */
  let ownSlide: number | null = null;

  const firstSlide = () => ownSlide ?? room.state.room.slide;
  const shownSlides = () => [firstSlide(), ...shownAfter(room.state, firstSlide(), SHOWN_COUNT - 1)];
  const beside = (step: number) => shownBeside(room.state, firstSlide(), step);

  /** Scrolls to the first slide: a host's screen may stand before it. */
  function toFirst() {
    const frame = element.parentElement;
    if (frame) frame.scrollTop = element.offsetTop;
  }

  function go(slide: number | null) {
    ownSlide = slide === room.state.room.slide ? null : slide;
    toFirst();
    listeners.tell();
  }

  function goBy(step: number) {
    const slide = beside(step);
    if (slide !== undefined) go(slide);
  }

  function template() {
    return repeat(shownSlides(), (slide) => slide, (slide) => show(slide, [source.value, target]));
  }

  function moves() {
    const roomSlide = room.state.room.slide;
    const isAway = ownSlide !== null && ownSlide !== roomSlide;
    return html`<p class="quietly">
        ${words.say(isAway ? "The session is on slide {n}" : "The session is here", { n: roomSlide + 1 })}
      </p>
      ${isAway
        ? html`<button type="button" class="button quiet" @click=${() => go(null)}>
            ${words.say("Return to the session")}
          </button>`
        : nothing}
      <button type="button" class="button quiet" aria-disabled=${String(beside(-1) === undefined)}
        @click=${() => goBy(-1)}>${words.say("Back")}</button>
      <button type="button" class="button quiet" aria-disabled=${String(beside(1) === undefined)}
        @click=${() => goBy(1)}>${words.say("Next")}</button>`;
  }

  source.addEventListener("change", listeners.tell);
  const subscribe = together(listeners.subscribe, lectern.onChange, texts.decks.subscribe, texts.notes.subscribe);

  let lastSlide = room.state.room.slide;
  lectern.onChange(() => {
    if (ownSlide === null && lastSlide !== room.state.room.slide) toFirst();
    // The room has caught up with a reader who had gone ahead.
    if (ownSlide === room.state.room.slide) ownSlide = null;
    lastSlide = room.state.room.slide;
  });
  drawInto(element, template, subscribe);
  drawInto(bar, moves, subscribe);
  return { shown: shownSlides, subscribe };
}

function createPairs({ room, words }: Lectern, { decks, notes }: Texts) {
  /** A place for each slide and side, which keeps what is drawn. */
  const views = new Map<string, ReturnType<typeof createSlideView>>();
  const textOf = createProse();

  function viewOf(slide: number, key: string) {
    const view = views.get(`${slide} ${key}`) ?? createSlideView(words);
    views.set(`${slide} ${key}`, view);
    return view;
  }

  function noteOf(slide: number, language: string) {
    const note = notes.get(language)?.notes[slide];
    if (!note) return html`<p class="quietly">${words.say("Loading…")}</p>`;
    if (!note.html) return html`<p class="quietly small">${words.say("No notes for this slide.")}</p>`;
    return textOf(note);
  }

  function side(index: number, language: string) {
    const slide = decks.get(language)?.slides[index];
    const { room: session } = room.state;
    const revealed = index === session.slide ? session.revealed : undefined;
    return html`<div class="pair-side">
      ${slide ? viewOf(index, language)(slide, language, revealed) : html`<p class="quietly">${words.say("Loading…")}</p>`}
      <div class="pair-note">${noteOf(index, language)}</div>
    </div>`;
  }

  return (slide: number, languages: string[]) => {
    const isNow = slide === room.state.room.slide;
    return html`<article class="pair" data-now=${String(isNow)}>
      <h3 class="pair-number number">
        ${words.say("Slide {n} of {all}", { n: slide + 1, all: room.state.room.slides })}${isNow
          ? html` · ${words.say(isOnStage(room.state) ? "Shown now" : "The session is here")}`
          : nothing}
      </h3>
      ${languages.map((language) => side(slide, language))}
    </article>`;
  };
}

/** Whether the room sees the slide itself: nothing else was brought to the stage, and no step is put. */
export function isOnStage({ room, stage, steps }: Pick<Snapshot, "room" | "stage" | "steps">) {
  return room.state === "live" && !stage.kind && !steps.some(({ state }) => state === "put");
}
