/** The slides ahead of the room, each in the spoken language and in the interpreter's, with notes. */

import { html, nothing } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";

import type { Lectern } from "../console/lectern.ts";
import { createSlideView } from "../console/slide_view.ts";
import type { Texts } from "../console/view.ts";
import { createListeners } from "../../kit/listeners.ts";
import { together } from "../../kit/subscribing.ts";
import { createProse } from "../../kit/trusted.ts";
import { drawInto } from "../../kit/view.ts";

export interface Ahead {
  /** The slides that are shown now. */
  shown: () => number[];
  subscribe: (redraw: () => void) => () => void;
}

// This slide and the next ones, which an interpreter reads ahead while somebody speaks.
const SHOWN = 3;

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
  let own: number | null = null;

  const at = () => own ?? room.state.room.slide;
  const shown = () => Array.from({ length: SHOWN }, (_, step) => at() + step).filter((slide) => slide < room.state.room.slides);

  function go(slide: number | null) {
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
    return html`<p class="quietly">
        ${words.say(isAway ? "The session is on slide {n}" : "The session is here", { n: here + 1 })}
      </p>
      ${isAway
        ? html`<button type="button" class="button quiet" @click=${() => go(null)}>
            ${words.say("Return to the session")}
          </button>`
        : nothing}
      <button type="button" class="button quiet" aria-disabled=${String(at() === 0)}
        @click=${() => at() > 0 && go(at() - 1)}>${words.say("Back")}</button>
      <button type="button" class="button quiet" aria-disabled=${String(at() + 1 >= room.state.room.slides)}
        @click=${() => at() + 1 < room.state.room.slides && go(at() + 1)}>${words.say("Next")}</button>`;
  }

  source.addEventListener("change", listeners.tell);
  const subscribe = together(listeners.subscribe, lectern.onChange, texts.decks.subscribe, texts.notes.subscribe);

  let seen = room.state.room.slide;
  lectern.onChange(() => {
    if (own === null && seen !== room.state.room.slide) element.scrollTop = 0;
    // The room has caught up with a reader who had gone ahead.
    if (own === room.state.room.slide) own = null;
    seen = room.state.room.slide;
  });
  drawInto(element, template, subscribe);
  drawInto(bar, moves, subscribe);
  return { shown, subscribe };
}

function createPairs({ room, words }: Lectern, { decks, notes }: Texts) {
  /** A place for each slide and side, which keeps what is drawn. */
  const views = new Map<string, ReturnType<typeof createSlideView>>();
  const textOf = createProse();

  function viewOf(at: number, key: string) {
    const view = views.get(`${at} ${key}`) ?? createSlideView(words);
    views.set(`${at} ${key}`, view);
    return view;
  }

  function noteOf(at: number, language: string) {
    const note = notes.get(language)?.notes[at];
    if (!note) return html`<p class="quietly">${words.say("Loading…")}</p>`;
    if (!note.html) return html`<p class="quietly small">${words.say("No notes for this slide.")}</p>`;
    return textOf(note);
  }

  function side(at: number, language: string) {
    const slide = decks.get(language)?.slides[at];
    return html`<div class="pair-side">
      ${slide ? viewOf(at, language)(slide, language) : html`<p class="quietly">${words.say("Loading…")}</p>`}
      <div class="pair-note">${noteOf(at, language)}</div>
    </div>`;
  }

  return (at: number, languages: string[]) => {
    const isNow = at === room.state.room.slide;
    return html`<article class="pair" data-now=${String(isNow)}>
      <h3 class="pair-number number">
        ${words.say("Slide {n} of {all}", { n: at + 1, all: room.state.room.slides })}${isNow
          ? html` · ${words.say("Shown now")}`
          : nothing}
      </h3>
      ${languages.map((language) => side(at, language))}
    </article>`;
  };
}
