/** Draws small true pictures of slides, each when it comes into sight, and a few in each frame. */

import { html, render } from "lit-html";

import { attempt } from "../../kit/attempt.ts";
import { directionOf } from "../../kit/texts.ts";
import type { DeckSlide } from "../../room/engine/types.ts";
import type { Lectern } from "../console/lectern.ts";
import { fit } from "../stage/fit.ts";
import type { Scene } from "../stage/scene.ts";
import { createStageView } from "../stage/view.ts";
import type { Decks } from "./decks.ts";

// A picture is laid out several times until it fits: more at once would hold up scrolling.
const DRAWN_PER_FRAME = 3;
const SLIDE: Scene = { kind: "slide", poll: null, step: null, beside: null };

/**
 * @param scroller the element in which the tiles come into sight
 * @param tiles by the number of the slide; each has a `.stage-show`
 */
export function mountThumbnails(scroller: HTMLElement, tiles: HTMLElement[], { room, words }: Lectern, decks: Decks) {
  // An old browser shows the titles alone.
  if (!("IntersectionObserver" in globalThis)) return;
  const show = createStageView();
  const inSight = new Set<HTMLElement>();
  const drawn = new Map<HTMLElement, DeckSlide>();
  let isScheduled = false;

  function schedule() {
    if (isScheduled || inSight.size === 0) return;
    isScheduled = true;
    requestAnimationFrame(() => {
      isScheduled = false;
      const missing = [...inSight].filter(isMissing);
      missing.slice(0, DRAWN_PER_FRAME).forEach((tile) => attempt(() => draw(tile)));
      if (missing.length > DRAWN_PER_FRAME) schedule();
    });
  }

  const slideOf = (tile: HTMLElement) => decks.get(room.state.me.language)?.slides[tiles.indexOf(tile)];

  function isMissing(tile: HTMLElement) {
    const slide = slideOf(tile);
    return slide !== undefined && drawn.get(tile) !== slide;
  }

  function draw(tile: HTMLElement) {
    const [deck, slide] = [decks.get(room.state.me.language), slideOf(tile)];
    const place = tile.querySelector(".stage-show") as HTMLElement | null;
    if (!deck || !slide || !place) return;
    drawn.set(tile, slide);
    const { language } = deck;
    // A picture shows the whole slide, also while the session reveals it item by item.
    const state = { ...room.state, room: { ...room.state.room, slide: tiles.indexOf(tile), revealed: undefined } };
    const picture = show(SLIDE, state, deck, words, room.now());
    render(html`<div class="stage-column" lang=${language} dir=${directionOf(language)}>${picture}</div>`, place);
    fit(place);
  }

  const observer = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) {
      if (isIntersecting) inSight.add(target as HTMLElement);
      else inSight.delete(target as HTMLElement);
    }
    schedule();
    // Browsers that know `scrollMargin` begin a little before a tile comes into sight.
  }, { root: scroller, scrollMargin: "200px 0px" } as IntersectionObserverInit);
  tiles.forEach((tile) => observer.observe(tile));
  decks.subscribe(schedule);
}
