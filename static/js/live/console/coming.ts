/** Draws the slides to come, by their titles; hidden ones are left out. */

import { html, nothing } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";

import type { Deck } from "../../room/engine/types.ts";
import { shownAfter } from "../slides/shown.ts";
import type { Lectern } from "./lectern.ts";

const SHOWN = 3;

export function slidesToCome({ room, words }: Lectern, deck: Deck) {
  const numbers = shownAfter(room.state, room.state.room.slide, SHOWN);
  if (numbers.length === 0) return html`<p class="quietly">${words.say("This is the last slide.")}</p>`;
  // A part of the deck may still be on its way.
  const coming = numbers.flatMap((number) => (deck.slides[number] ? [{ number, slide: deck.slides[number] }] : []));
  return repeat(coming, ({ slide }) => slide.id, ({ number, slide: { title, language, poll } }, index) => html`<div class="console-coming">
    <p class="number">${index === 0 ? words.say("Next slide") : words.say("Slide {n}", { n: number + 1 })}${poll ? html` · ${words.say(poll.quiz ? "Quiz" : "Poll")}` : nothing}</p>
    <p lang=${language} dir="auto">${title}</p>
  </div>`);
}
