/** Draws results in columns on the projector: those of scales, and of numbers that people wrote. */

import { html, nothing } from "lit-html";

import { icon } from "../../kit/icons.ts";
import { directionOf } from "../../kit/texts.ts";
import { localeOf, type Words } from "../../kit/words.ts";
import type { NumberBin } from "../../room/engine/wire.ts";
import { columnFigure } from "./dots.ts";
import type { Shown } from "./kinds/kind.ts";
import { averages, holds, rightNumber } from "./number_figures.ts";
import { writeNumber } from "./numbers.ts";
import { countText } from "./option_bars.ts";
import { bars } from "./tally.ts";

interface Column {
  name: unknown;
  count: number;
  percent: number | null;
  isRight: boolean;
}

export function scaleColumns({ poll, wording, words }: Shown) {
  const { labels, language } = wording;
  const drawn = bars(poll).map(({ key, count, percent, correct }) => ({
    name: html`<span lang=${language} dir="auto">${labels[key] ?? key}</span>`,
    count,
    percent,
    isRight: correct,
  }));
  return columns(drawn, directionOf(language), words);
}

/** Draws the right number, the figures that sum the answers up, and how the answers are spread. */
export function numberColumns({ poll, words }: Shown) {
  const found = poll.figures?.numbers;
  const locale = localeOf(words.language);
  const write = (number: number) => writeNumber(number, locale);
  const right = poll.right ? rightNumber(poll.right, found?.right, words, 24) : nothing;
  if (!found?.count) return html`${right}`;
  const drawn = found.bins.map((bin, index) => ({
    name: html`<bdi>${nameOfBin(bin, found.bins, write)}</bdi>`,
    count: bin.count,
    percent: null,
    isRight: poll.right !== undefined && holds(bin, poll.right.value, index === found.bins.length - 1),
  }));
  return html`${right} ${averages(found, words)} ${columns(drawn, "ltr", words)}`;
}

/** @param direction in which the columns follow each other */
function columns(all: Column[], direction: "rtl" | "ltr", words: Words) {
  const most = Math.max(1, ...all.map(({ count }) => count));
  const people = all.reduce((sum, { count }) => sum + count, 0);
  const isJudged = all.some(({ isRight }) => isRight);
  return html`<ul class="result-columns" data-judged=${String(isJudged)} dir=${direction}>
    ${all.map(
      ({ name, count, percent, isRight }) => html`<li data-correct=${String(isRight)}>
        <span class="bar-number">${countText({ count, percent }, words)}</span>
        ${columnFigure(count, most, people)}
        <span class="column-name">${name}</span>
        ${isRight ? html`<span class="mark good">${icon("check", 16)} ${words.say("Correct")}</span>` : nothing}
      </li>`,
    )}
  </ul>`;
}

/** Writes the ends of a bin, or only its number if every bin holds one whole number. */
export function nameOfBin({ low, high }: NumberBin, all: readonly NumberBin[], write: (number: number) => string): string {
  const areSingle = all.every((bin) => Number.isInteger(bin.low) && bin.high - bin.low === 1);
  return low === high || areSingle ? write(low) : `${write(low)} – ${write(high)}`;
}
