/** Draws the slide that a participant looks at, its number, and the Back and Next buttons below it. */

import { html, nothing } from "lit-html";
import { icon } from "../../kit/icons.ts";
import { scrollUpTo } from "../../kit/scrolling.ts";
import { directionOf } from "../../kit/texts.ts";
import { createProse } from "../../kit/trusted_html.ts";
import { drawInto } from "../../kit/view.ts";
import type { Words } from "../../kit/words.ts";
import type { Room } from "../../room/engine/room.ts";
import type { Screen } from "../../room/rooms/screen.ts";
import { createHandouts } from "./handout.ts";
import { shownBeside } from "./shown.ts";
import { revealItems } from "./reveal.ts";

type Shared = { screen: Screen };

export function mountSlide(element: HTMLElement, room: Room, words: Words, { screen }: Shared) {
  const renderedSlide = room.state.room.slide;
  const bodyOf = createProse();
  const handoutOf = createHandouts(words);

  function template() {
    const { slide } = screen;
    // Until the deck arrives, the slide that the server rendered stays, unless somebody moves to another.
    if (!slide) return screen.shown === renderedSlide ? undefined : loading();
    return html`<article class="slide">
      ${slide.language === room.state.me.language
        ? nothing
        : html`<p class="badge">${words.fallback(slide.language)}</p>`}
      <h2 class="slide-title" lang=${slide.language} dir=${directionOf(slide.language)}>${slide.title}</h2>
      ${revealItems(bodyOf(slide), screen.revealed)} ${handoutOf(slide)}
    </article>`;
  }

  let lastShown = screen.shown;

  function scrollToTop() {
    if (screen.shown === lastShown) return;
    lastShown = screen.shown;
    scrollUpTo(element);
  }

  function loading() {
    return html`<article class="slide"><p class="quietly">${words.say("Loading…")}</p></article>`;
  }

  const stops = [drawInto(element, template, screen.subscribe), screen.subscribe(scrollToTop)];
  return () => stops.forEach((stop) => stop());
}

/** Draws the number of the slide, in the bar at the head of the page. */
export function mountPosition(element: HTMLElement, room: Room, words: Words, { screen }: Shared) {
  function template() {
    const values = { slide: screen.shown + 1, slides: room.state.room.slides };
    return html`<span aria-hidden="true">${words.number(values.slide)} / ${words.number(values.slides)}</span>
      <span class="unseen">${words.say("Slide {slide} of {slides}", values)}</span>`;
  }
  return drawInto(element, template, screen.subscribe);
}

export function mountSlideFoot(element: HTMLElement, room: Room, words: Words, { screen }: Shared) {
  function template() {
    const { slide: presented } = room.state.room;
    const [back, next] = [-1, 1].map((step) => shownBeside(room.state, screen.shown, step));
    const turnTo = (slide = 0) => () => screen.look(slide);
    return html`<button class="button quiet" ?disabled=${back === undefined} @click=${turnTo(back)}>
        ${icon("back")} ${words.say("Back")}
      </button>
      <button class="button quiet" ?disabled=${next === undefined} @click=${turnTo(next)}>
        ${words.say("Next")} ${icon("next")}
      </button>
      ${screen.isBehind
        ? html`<button class="button slide-return" @click=${screen.follow}>
            ${words.say("The presenter is on {slide}. Return", { slide: presented + 1 })}
          </button>`
        : nothing}`;
  }
  return drawInto(element, template, screen.subscribe);
}
