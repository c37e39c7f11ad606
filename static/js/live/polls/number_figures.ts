/** Draws the figures that sum up the numbers that people wrote. */

import { html, nothing } from "lit-html";

import { icon } from "../../kit/icons.ts";
import { isolated } from "../../kit/texts.ts";
import { localeOf, msg, type Words } from "../../kit/words.ts";
import type { NumberBin, Numbers, RightNumber } from "../../room/engine/wire.ts";
import { typedNumber, writeMean, writeNumber } from "./numbers.ts";

/**
 * @param count of right answers, if they may be counted
 * @param iconSize in CSS pixels
 */
export function rightNumber(right: RightNumber, count: number | undefined, words: Words, iconSize: number) {
  const { value, tolerance } = right;
  const locale = localeOf(words.language);
  const values = { value: isolated(typedNumber(value, locale)), tolerance: isolated(typedNumber(tolerance, locale)) };
  return html`<p class="figures-right">
    ${icon("check", iconSize)} ${words.say(tolerance ? "Right answer: {value} ± {tolerance}." : "Right answer: {value}.", values)}
    ${count === undefined ? nothing : words.say(count ? msg("{n} answered correctly.", "{n} answered correctly.") : "Nobody answered correctly.", { n: count })}
  </p>`;
}

export function averages({ median, mean, min, max }: Numbers, words: Words) {
  const locale = localeOf(words.language);
  const write = (number: number) => writeNumber(number, locale);
  const figures: [string, string][] = [
    [words.say("Median"), write(median)],
    [words.say("Mean"), writeMean(mean, locale)],
    [words.say("From – to"), `${write(min)} – ${write(max)}`],
  ];
  return html`<dl class="figures-numbers">
    ${figures.map(([name, value]) => html`<div><dt>${name}</dt><dd><bdi>${value}</bdi></dd></div>`)}
  </dl>`;
}

/** Whether the bin holds the value. Only the last bin includes its upper end. */
export function holds({ low, high }: NumberBin, value: number, isLast: boolean): boolean {
  return low <= value && (value < high || (value === high && isLast));
}
