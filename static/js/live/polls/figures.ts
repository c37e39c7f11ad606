/** Draws results that need more than one list of bars. Phone, console and stage share them. */

import { html, nothing } from "lit-html";
import { icon } from "../../kit/icons.ts";
import { isolated } from "../../kit/texts.ts";
import { localeOf, msg, type Msg, type Words } from "../../kit/words.ts";
import type { PollKind, PollView } from "../../room/engine/types.ts";
import { cloud } from "./cloud_view.ts";
import type { Shown } from "./kinds.ts";
import { typedNumber, writeNumber } from "./numbers.ts";
import { ranked } from "./ranking.ts";
import { compared } from "./rounds.ts";
import { bars } from "./tally.ts";

type Draw = (shown: Shown) => unknown;

const OF_KIND: Partial<Record<PollKind, Draw>> = {
  ranking: rankingBars,
  points: pointBars,
  numeric: numbers,
  cloud: ({ poll, words }) => cloud(poll.figures?.words ?? [], words),
  text: replies,
};

const FEW = msg("Fewer than five people answered: no result is shown, so that nobody is recognised.");

/** Draws the result; returns undefined for checkboxes of one round, which bars show. */
export function figures(shown: Shown): unknown {
  const { poll, first, words } = shown;
  if (poll.figures?.few) return html`<p class="figures-few">${words.say(FEW)}</p>`;
  if (first && isCounted(first)) return twoRounds(shown, first);
  return OF_KIND[poll.kind]?.(shown);
}

function isCounted(first: PollView) {
  return first.tally !== undefined || first.figures !== undefined;
}

function twoRounds(shown: Shown, first: PollView) {
  const draw = OF_KIND[shown.poll.kind];
  if (!draw) return html`${roundBars(shown, first)}`;
  const [before, after] = roundTitles(shown, first);
  return html`<div class="rounds">
    <section><h4 class="rounds-title">${before}</h4>${draw({ ...shown, poll: first })}</section>
    <section><h4 class="rounds-title">${after}</h4>${draw(shown)}</section>
  </div>`;
}

/** Returns the titles of both rounds, with the number of answers: only readers who know it can compare shares. */
function roundTitles({ poll, words }: Shown, first: PollView) {
  const title = (round: Msg, voters: number | undefined) =>
    `${words.say(round)}: ${words.say(msg("{n} answer", "{n} answers"), { n: voters ?? 0 })}`;
  return [title(msg("First round"), first.voters), title(msg("Second round"), poll.voters)];
}

/** Draws both rounds under each option, one below the other. */
function roundBars(shown: Shown, first: PollView) {
  const { poll, wording, words } = shown;
  const rows = compared(bars(first), bars(poll));
  return html`<p class="figures-more">${roundTitles(shown, first).join(" · ")}</p>
    <ul class="bars figures compared">
    ${rows.map(
      ({ key, correct, before, after }) => html`<li>
        <p class="bar-words">${label(key, wording, correct, words)}</p>
        ${before ? roundBar(words.say("First round"), before, first.voters ?? 0, words, "was") : nothing}
        ${roundBar(words.say("Second round"), after, poll.voters ?? 0, words, "is")}
      </li>`,
    )}
  </ul>`;
}

function roundBar(
  name: string,
  { count, percent }: { count: number; percent: number | null },
  voters: number,
  words: Words,
  look: "was" | "is",
) {
  return html`<div class="round-bar ${look}">
    <span class="round-name">${name}</span>
    <progress class="bar" max=${Math.max(1, voters)} .value=${count} aria-hidden="true"></progress>
    <span class="bar-number">${percent === null ? words.number(count) : words.percent(percent)}</span>
  </div>`;
}

function rankingBars({ poll, wording, words }: Shown): unknown {
  const { tally = {} } = poll;
  const rows = ranked(poll.options, poll.figures?.scores ?? {});
  // The most points that an option can have: everybody puts it first.
  const most = Math.max(1, (poll.voters ?? 0) * (poll.options.length - 1));
  return html`<ol class="bars figures ranking">
    ${rows.map(
      ({ key, score, place }) => html`<li>
        <p class="bar-words">
          <span><b class="place-number">${words.number(place)}</b> ${label(key, wording, false, words)}</span>
          <span class="bar-number">${words.say(msg("{n} point", "{n} points"), { n: score })}</span>
        </p>
        <progress class="bar" max=${most} .value=${score} aria-hidden="true"></progress>
        <p class="figures-more">${words.say(msg("{n} put it first", "{n} put it first"), { n: tally[key] ?? 0 })}</p>
      </li>`,
    )}
  </ol>`;
}

function pointBars({ poll, wording, words }: Shown): unknown {
  const { tally = {} } = poll;
  const all = Object.values(tally).reduce((sum, each) => sum + each, 0);
  return html`<ul class="bars figures">
    ${poll.options.map((key) => {
      const points = tally[key] ?? 0;
      return html`<li>
        <p class="bar-words">
          ${label(key, wording, poll.correct?.includes(key) ?? false, words)}
          <span class="bar-number"
            >${words.say(msg("{n} point", "{n} points"), { n: points })}${all
              ? html` <span class="bar-share">${words.percent(Math.round((100 * points) / all))}</span>`
              : nothing}</span
          >
        </p>
        <progress class="bar" max=${Math.max(1, all)} .value=${points} aria-hidden="true"></progress>
      </li>`;
    })}
  </ul>`;
}

function numbers({ poll, words }: Shown): unknown {
  const found = poll.figures?.numbers;
  const locale = localeOf(words.language);
  const write = (number: number) => writeNumber(number, locale);
  const right = poll.right && html`<p class="figures-right">
    ${icon("check", 16)} ${words.say(poll.right.tolerance ? "Correct: {value} ± {tolerance}." : "Correct: {value}.", {
      value: isolated(typedNumber(poll.right.value, locale)),
      tolerance: isolated(typedNumber(poll.right.tolerance, locale)),
    })}
    ${found?.right === undefined
      ? nothing
      : words.say(msg("{n} answered correctly.", "{n} answered correctly."), { n: found.right })}
  </p>`;
  if (!found || !found.count) return html`${right ?? nothing}`;
  const most = Math.max(...found.bins.map(({ count }) => count));
  return html`${right ?? nothing}
    <dl class="figures-numbers">
      ${[
        [words.say("Median"), write(found.median)],
        [words.say("Mean"), write(found.mean)],
        [words.say("From – to"), `${write(found.min)} – ${write(found.max)}`],
      ].map(([name, value]) => html`<div><dt>${name}</dt><dd><bdi>${value}</bdi></dd></div>`)}
    </dl>
    <ul class="bars figures bins">
      ${found.bins.map(({ low, high, count }, index) => {
        const value = poll.right?.value ?? NaN;
        // Only the last interval includes its upper end.
        const isRight = low <= value && (value < high || (value === high && index === found.bins.length - 1));
        return html`<li>
          <span class="bin-name"><bdi>${low === high ? write(low) : `${write(low)} – ${write(high)}`}</bdi></span>
          <progress class="bar" max=${Math.max(1, most)} .value=${count} aria-hidden="true"></progress>
          <span class="bar-number">${words.number(count)}</span>
          ${isRight ? html`<span class="bin-right">${icon("check", 16)}<span class="unseen">${words.say("Correct")}</span></span>` : nothing}
        </li>`;
      })}
    </ul>`;
}

function replies({ poll, words }: Shown): unknown {
  const shown = (poll.replies ?? []).filter(({ state }) => state === undefined || state === "shown");
  if (!shown.length) return html`<p class="figures-none">${words.say("No answer is shown yet")}</p>`;
  return html`<ul class="replies">
    ${shown.map(({ text, language }) => html`<li class="reply" lang=${language} dir="auto">${text}</li>`)}
  </ul>`;
}

function label(key: string, { labels, language }: Shown["wording"], correct: boolean, words: Words) {
  return html`<span
    ><bdi class="label" lang=${language}>${labels[key] ?? key}</bdi>
    ${correct ? html`<span class="mark good">${icon("check", 16)} ${words.say("Correct")}</span>` : nothing}</span
  >`;
}
