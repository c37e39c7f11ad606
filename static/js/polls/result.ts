// @ts-check
/** The result of a poll on a participant's screen. */

import { html, nothing } from "lit-html";
import { icon } from "../lib/icons.js";
import { pickText } from "../lib/texts.js";
import { prose } from "../lib/trusted.js";
import { drawFigures } from "./kinds.js";
import { firstOf } from "./rounds.js";
import { bars, meanOf } from "./tally.js";

/** @typedef {import("./card.js").Card} Card */
/** @typedef {import("../lib/words.js").Words} Words */

/** @param {Card} card @param {unknown} status */
export function result(card, status) {
  const { poll, room, text, words } = card;
  const why = pickText(poll.why, words.language);
  const shown = { poll, first: firstOf(room.state.polls, poll), wording: text, words };
  return html`<p class="poll-kind">${heading(card)}</p>
    ${status} ${drawFigures(shown) ?? barList(card)}
    ${why?.text
      ? html`<div class="poll-why">
          <p class="poll-kind">${words.say("poll.why")}</p>
          ${explanation(why.text, why.language)}
        </div>`
      : nothing}`;
}

/** @param {Card} card */
function heading({ poll, words }) {
  const mean = meanOf(poll);
  const abstained = poll.figures?.abstained ?? 0;
  return html`${words.say("poll.results")} · <span>${words.say("poll.voters", { n: poll.voters ?? 0 })}</span>${abstained
      ? html` · ${words.say("poll.abstained", { n: abstained })}`
      : nothing}${mean === null ? nothing : html` · <b>${words.say("poll.mean", { mean })}</b>`}${poll.anonymous
      ? html` · ${words.say("poll.anonymous")}`
      : nothing}`;
}

/** @param {Card} card */
function barList({ poll, text, words }) {
  if (poll.figures?.few) return html`<p>${words.say("poll.few")}</p>`;
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

/** @param {import("./tally.js").Bar} bar @param {Words} words */
function marks({ correct, mine }, words) {
  if (!correct && !mine) return nothing;
  return html`<p class="marks">
    ${correct ? html`<span class="mark good">${icon("check", 16)}${words.say("poll.correct")}</span>` : nothing}
    ${mine ? html`<span class="mark">${DOT}${words.say("poll.mine")}</span>` : nothing}
  </p>`;
}

/** @type {Map<string, HTMLElement>} */
const explanations = new Map();

// The same node each time: a new one at each redraw would lose a selection in it.
/** @param {string} text @param {string} language */
function explanation(text, language) {
  const known = explanations.get(text) ?? prose(text, language);
  explanations.set(text, known);
  return known;
}
