/**
 * The verdict of a quiz after an answer: the same as on the course's pages, see
 * templates/learn/study/answered.html.
 */

import { html, nothing } from "lit-html";
import { drawn, icon } from "../../kit/icons.ts";
import { localeOf } from "../../kit/words.ts";
import { typedNumber } from "../../live/polls/numbers.ts";
import { isCell } from "../../live/polls/cells.ts";
import type { Asked } from "./question.ts";
import type { PackPoll } from "./types.ts";

const CROSS = "M6 6l12 12M18 6L6 18";

export function judged(isRight: boolean, words: Asked["words"]) {
  return html`<p class="poll-status ${isRight ? "good" : "stop"}">
    ${isRight ? icon("check") : drawn(CROSS, 20)} ${words.say(isRight ? "Correct" : "Not correct")}
  </p>`;
}

/** Every option, with what was right and what was chosen; for a number, what was right. */
export function solution({ text, words }: Asked, poll: PackPoll, chosen: readonly string[]) {
  if (!poll.options.length) return poll.right ? number(poll.right, words) : nothing;
  const right = poll.options.filter((option) => option.is_correct).map(({ id }) => id);
  const ids = poll.options.map(({ id }) => id);
  // For pairs, only those that were right or chosen.
  const shown = ids.filter((id) => !isCell(id) || right.includes(id) || chosen.includes(id));
  return html`<ul class="player-options">
    ${shown.map((id) => {
      const marks = [right.includes(id) ? correct(words) : nothing, chosen.includes(id) ? mine(words) : nothing];
      return html`<li class=${right.includes(id) ? "right" : nothing}>
        <bdi class="label" lang=${text.language}>${text.labels[id]}</bdi>
        ${marks.some((mark) => mark !== nothing) ? html`<p class="marks">${marks}</p>` : nothing}
      </li>`;
    })}
  </ul>`;
}

function number({ value, tolerance }: { value: number; tolerance: number }, words: Asked["words"]) {
  // Shows all digits: a rounded number would not be the one by which the answer was judged.
  const shown = (one: number) => typedNumber(one, localeOf(words.language));
  return html`<p class="good">
    ${icon("check", 16)} ${words.say("Correct")}:
    <bdi>${shown(value)}${tolerance ? ` ± ${shown(tolerance)}` : nothing}</bdi>
  </p>`;
}

const correct = (words: Asked["words"]) =>
  html`<span class="mark good">${icon("check", 16)}${words.say("Correct")}</span>`;

const mine = (words: Asked["words"]) =>
  html`<span class="mark"><span class="dot" aria-hidden="true"></span>${words.say("Your choice")}</span>`;
