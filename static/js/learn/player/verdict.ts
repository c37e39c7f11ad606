/**
 * Draws the verdict of a quiz after an answer: the same as on the course's pages, see
 * templates/learn/study/answered.html.
 */

import { html, nothing } from "lit-html";
import { iconOf, icon } from "../../kit/icons.ts";
import { localeOf } from "../../kit/words.ts";
import { typedNumber } from "../../live/polls/numbers.ts";
import { isCell } from "../../live/polls/cells.ts";
import type { Asked } from "./question.ts";
import type { PackPoll } from "./types.ts";

const CROSS = "M6 6l12 12M18 6L6 18";

export function verdictLine(isRight: boolean, words: Asked["words"]) {
  return html`<p class="poll-status ${isRight ? "good" : "stop"}">
    ${isRight ? icon("check") : iconOf(CROSS, 20)} ${words.say(isRight ? "Correct" : "Not correct")}
  </p>`;
}

/** Draws every option, with what was right and what was chosen; for a number, what was right. */
export function solution({ text, words }: Asked, poll: PackPoll, chosenIds: readonly string[]) {
  if (!poll.options.length) return poll.right ? number(poll.right, words) : nothing;
  const rightIds = poll.options.filter((option) => option.is_correct).map(({ id }) => id);
  const ids = poll.options.map(({ id }) => id);
  // For pairs, only those that were right or chosen.
  const shownIds = ids.filter((id) => !isCell(id) || rightIds.includes(id) || chosenIds.includes(id));
  return html`<ul class="player-options">
    ${shownIds.map((id) => {
      const marks = [rightIds.includes(id) ? rightMark(words) : nothing, chosenIds.includes(id) ? ownMark(words) : nothing];
      return html`<li class=${rightIds.includes(id) ? "right" : nothing}>
        <bdi class="label" lang=${text.language}>${text.labels[id]}</bdi>
        ${marks.some((mark) => mark !== nothing) ? html`<p class="marks">${marks}</p>` : nothing}
      </li>`;
    })}
  </ul>`;
}

function number({ value, tolerance }: { value: number; tolerance: number }, words: Asked["words"]) {
  // Shows all digits: a rounded number would not be the one by which the answer was judged.
  const exactText = (number: number) => typedNumber(number, localeOf(words.language));
  return html`<p class="good">
    ${icon("check", 16)} ${words.say("Correct")}:
    <bdi>${exactText(value)}${tolerance ? ` ± ${exactText(tolerance)}` : nothing}</bdi>
  </p>`;
}

const rightMark = (words: Asked["words"]) =>
  html`<span class="mark good">${icon("check", 16)}${words.say("Correct")}</span>`;

const ownMark = (words: Asked["words"]) =>
  html`<span class="mark"><span class="dot" aria-hidden="true"></span>${words.say("Your choice")}</span>`;
