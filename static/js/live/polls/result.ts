/** Draws the result of a poll on a participant's screen. */

import { html, nothing } from "lit-html";
import { icon } from "../../kit/icons.ts";
import { pickText } from "../../kit/texts.ts";
import { prose } from "../../kit/trusted_html.ts";
import { msg, type Words } from "../../kit/words.ts";
import type { Card } from "./card.ts";
import { drawFigures, drawReasons } from "./kinds.ts";
import { firstOf } from "./rounds.ts";
import { bars, meanOf, type Bar } from "./tally.ts";

export function result(card: Card, status: unknown) {
  const { poll, room, text, words } = card;
  const why = pickText(poll.why, words.language);
  const shown = { poll, first: firstOf(room.state.polls, poll), wording: text, words };
  return html`<p class="poll-kind">${heading(card)}</p>
    ${status} ${drawFigures(shown) ?? barList(card)} ${drawReasons(shown)}
    ${why?.text
      ? html`<div class="poll-why">
          <p class="poll-kind">${words.say("Explanation")}</p>
          ${explanation(why.text, why.language)}
        </div>`
      : nothing}`;
}

function heading({ poll, words }: Card) {
  const mean = meanOf(poll);
  const abstained = poll.figures?.abstained ?? 0;
  return html`${words.say("Results")} · <span>${words.say(msg("{n} answer", "{n} answers"), { n: poll.voters ?? 0 })}</span>${abstained
      ? html` · ${words.say(msg("{n} abstained", "{n} abstained"), { n: abstained })}`
      : nothing}${mean === null ? nothing : html` · <b>${words.say("Mean {mean}", { mean })}</b>`}${poll.anonymous
      ? html` · ${words.say("Anonymous")}`
      : nothing}`;
}

const FEW = msg("Fewer than five people answered: no result is shown, so that nobody is recognised.");

function barList({ poll, text, words }: Card) {
  if (poll.figures?.few) return html`<p>${words.say(FEW)}</p>`;
  return html`<ul class="bars">
    ${bars(poll).map(
      (bar) => html`<li>
        <div class="bar-words">
          <bdi class="label" lang=${text.language}>${text.labels[bar.key]}</bdi>
          <span class="bar-number"
            >${words.number(bar.count)}${bar.percent === null
              ? nothing
              : html`<span class="bar-share">${words.percent(bar.percent)}</span>`}</span
          >
        </div>
        <progress class="bar" max=${Math.max(poll.voters ?? 0, 1)} value=${bar.count} aria-hidden="true"></progress>
        ${marks(bar, words)}
      </li>`,
    )}
  </ul>`;
}

const DOT = html`<span class="dot" aria-hidden="true"></span>`;

function marks({ correct, mine }: Bar, words: Words) {
  if (!correct && !mine) return nothing;
  return html`<p class="marks">
    ${correct ? html`<span class="mark good">${icon("check", 16)}${words.say("Correct")}</span>` : nothing}
    ${mine ? html`<span class="mark">${DOT}${words.say("Your choice")}</span>` : nothing}
  </p>`;
}

const explanations = new Map<string, HTMLElement>();

// The same node each time: a new node at each redraw would lose a selection in it.
function explanation(text: string, language: string) {
  const known = explanations.get(text) ?? prose(text, language);
  explanations.set(text, known);
  return known;
}
