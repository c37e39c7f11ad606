/** Draws the votes for options on the projector: dots while the people are few, bars for more and for two rounds. */

import { html, nothing } from "lit-html";

import { icon } from "../../kit/icons.ts";
import { directionOf } from "../../kit/texts.ts";
import { msg, type Words } from "../../kit/words.ts";
import type { PollView } from "../../room/engine/types.ts";
import { dotRow, MOST_DOTS } from "./dots.ts";
import type { Shown } from "./kinds/kind.ts";
import { compared } from "./rounds.ts";
import { bars, type Bar } from "./tally.ts";

type Counted = Pick<Bar, "count" | "percent">;

/** Writes how many, and beside it their share if enough people have answered. */
export function countText(count: number, percent: number | null, words: Words) {
  return percent === null
    ? words.number(count)
    : html`${words.number(count)} <span class="bar-share">${words.percent(percent)}</span>`;
}

export function barList({ poll, wording, words }: Shown) {
  const rows = bars(poll);
  const { voters = 0 } = poll;
  return html`<ul class="bars stage-bars" data-judged=${String(rows.some(({ correct }) => correct))} dir=${directionOf(wording.language)}>
    ${rows.map(
      (row) => html`<li data-correct=${String(row.correct)}>
        <p class="bar-words">
          ${label(row, wording, words)}
          <span class="bar-number">${countText(row.count, row.percent, words)}</span>
        </p>
        ${voters <= MOST_DOTS ? dotRow(row.count, voters, directionOf(wording.language)) : bar(row.count, voters)}
      </li>`,
    )}
  </ul>`;
}

/** Draws both rounds under each option, one below the other, and above them how many answered in each. */
export function roundBars({ poll, wording, words }: Shown, first: PollView) {
  const rows = compared(bars(first), bars(poll));
  return html`<ul class="round-key">
      ${roundKey("was", first, words)} ${roundKey("is", poll, words)}
    </ul>
    <ul class="bars compared" data-judged=${String(rows.some(({ correct }) => correct))} dir=${directionOf(wording.language)}>
      ${rows.map(
        (row) => html`<li data-correct=${String(row.correct)}>
          <p class="bar-words">${label(row, wording, words)}</p>
          ${row.before ? roundBar("was", row.before, first, words) : nothing} ${roundBar("is", row.after, poll, words)}
        </li>`,
      )}
    </ul>`;
}

const ROUNDS = { was: msg("First round"), is: msg("Second round") };

/** Names a round, with the number of answers: only readers who know it can compare shares. */
export function roundTitle(round: "was" | "is", { voters = 0 }: PollView, words: Words) {
  return `${words.say(ROUNDS[round])}: ${words.say(msg("{n} answer", "{n} answers"), { n: voters })}`;
}

function roundKey(round: "was" | "is", poll: PollView, words: Words) {
  return html`<li class="round-entry ${round}"><span class="round-sign" aria-hidden="true"></span> ${roundTitle(round, poll, words)}</li>`;
}

/** The two rounds may have different numbers of people: bars compare their shares, as dots could not. */
function roundBar(round: "was" | "is", { count, percent }: Counted, { voters = 0 }: PollView, words: Words) {
  return html`<div class="round-bar ${round}">
    <span class="unseen">${words.say(ROUNDS[round])}</span>
    ${bar(count, voters)}
    <span class="bar-number">${countText(count, percent, words)}</span>
  </div>`;
}

function label({ key, correct }: Pick<Bar, "key" | "correct">, { labels, language }: Shown["wording"], words: Words) {
  return html`<span
    ><span lang=${language} dir="auto">${labels[key] ?? key}</span>
    ${correct ? html`<span class="stage-correct">${icon("check", 24)} ${words.say("Correct")}</span>` : nothing}</span
  >`;
}

function bar(count: number, voters: number) {
  return html`<progress class="bar" max=${Math.max(1, voters)} .value=${count} aria-hidden="true"></progress>`;
}
