/** Draws the slides to come, by their titles. */

import { html, nothing } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";

import type { Deck } from "../../room/engine/types.ts";
import type { Lectern } from "./lectern.ts";

const SHOWN = 3;

export function slidesToCome({ room, words }: Lectern, deck: Deck) {
  const next = room.state.room.slide + 1;
  const coming = deck.slides.slice(next, next + SHOWN);
  if (coming.length === 0) return html`<p class="quietly">${words.say("This is the last slide.")}</p>`;
  return repeat(coming, ({ id }) => id, ({ title, language, poll }, index) => html`<div class="console-coming">
    <p class="number">${index === 0 ? words.say("Next slide") : words.say("Slide {n}", { n: next + index + 1 })}${poll ? html` · ${words.say(poll.quiz ? "Quiz" : "Poll")}` : nothing}</p>
    <p lang=${language} dir="auto">${title}</p>
  </div>`);
}
