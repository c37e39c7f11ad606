/** Draws the votes for options, in one round and in two. Phone, console, replay and stage share the rows. */

import { html, nothing } from "lit-html";

import { directionOf } from "../../kit/texts.ts";
import { msg, type Words } from "../../kit/words.ts";
import type { PollView } from "../../room/engine/types.ts";
import { barRow, rowFigure } from "./dots.ts";
import type { Shown } from "./kinds/kind.ts";
import { optionLabel, resultRow } from "./option_rows.ts";
import { compared } from "./rounds.ts";
import { bars, type Bar } from "./tally.ts";

type Counted = Pick<Bar, "count" | "percent">;

/** Writes how many, and beside it their share if enough people have answered. */
export function countText({ count, percent }: Counted, words: Words) {
  return percent === null
    ? words.number(count)
    : html`${words.number(count)} <span class="bar-share">${words.percent(percent)}</span>`;
}

export function optionBars(shown: Shown) {
  const { poll, wording } = shown;
  const { voters = 0 } = poll;
  const direction = directionOf(wording.language);
  return optionRows(shown, ({ count }) => rowFigure(count, voters, direction));
}

/** @param figure draws what stands below the words of a row; without it, the words stand alone */
export function optionRows({ poll, wording, words }: Shown, figure?: (bar: Bar) => unknown) {
  const rows = bars(poll);
  return html`<ul class="bars figures" data-judged=${isJudged(rows)} dir=${directionOf(wording.language)}>
    ${rows.map((row) =>
      resultRow(optionLabel(row.key, wording, row.correct, words, row.mine), countText(row, words), figure?.(row), row.correct),
    )}
  </ul>`;
}

/** Draws both rounds under each option, one below the other, and above them how many answered in each. */
export function roundBars({ poll, wording, words }: Shown, first: PollView) {
  const rows = compared(bars(first), bars(poll));
  return html`<ul class="round-key">
      ${roundKey("was", first, words)} ${roundKey("is", poll, words)}
    </ul>
    <ul class="bars figures compared" data-judged=${isJudged(rows)} dir=${directionOf(wording.language)}>
      ${rows.map(
        (row) => html`<li data-correct=${String(row.correct)}>
          <p class="bar-words">${optionLabel(row.key, wording, row.correct, words)}</p>
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
function roundBar(round: "was" | "is", counted: Counted, { voters = 0 }: PollView, words: Words) {
  return html`<div class="round-bar ${round}">
    <span class="unseen">${words.say(ROUNDS[round])}</span>
    ${barRow(counted.count, voters)}
    <span class="bar-number">${countText(counted, words)}</span>
  </div>`;
}

function isJudged(rows: readonly Pick<Bar, "correct">[]) {
  return String(rows.some(({ correct }) => correct));
}
