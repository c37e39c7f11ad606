/** Draws the result of a poll on a participant's screen. */

import { html, nothing } from "lit-html";
import { pickText } from "../../kit/texts.ts";
import { msg } from "../../kit/words.ts";
import type { Card } from "./card.ts";
import { figures, reasons } from "./figures.ts";
import { firstOf } from "./rounds.ts";
import { meanOf } from "./tally.ts";

type Prose = (text: string, language: string) => HTMLElement;

/**
 * @param status what this member is told about the poll
 * @param prose makes an element of the explanation; a page may have only one maker of trusted HTML
 */
export function result(card: Card, status: unknown, prose: Prose) {
  const { poll, room, text, words } = card;
  const why = pickText(poll.why, words.language);
  const shown = { poll, first: firstOf(room.state.polls, poll), wording: text, words };
  return html`<p class="poll-kind">${heading(card)}</p>
    ${status} ${figures(shown)} ${reasons(shown)}
    ${why?.text
      ? html`<div class="poll-why">
          <p class="poll-kind">${words.say("Explanation")}</p>
          ${explanation(why.text, why.language, prose)}
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

const explanations = new Map<string, HTMLElement>();

// The same node each time: a new node at each redraw would lose a selection in it.
function explanation(text: string, language: string, prose: Prose) {
  const known = explanations.get(text) ?? prose(text, language);
  explanations.set(text, known);
  return known;
}
