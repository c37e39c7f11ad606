/** Draws results that need more than one list of bars. Phone, console and stage share them. */

import { html, nothing } from "lit-html";
import { msg, type Msg, type Words } from "../../kit/words.ts";
import type { PollView } from "../../room/engine/types.ts";
import { FIGURES } from "./kinds/all.ts";
import { shownReplies } from "./kinds/text.ts";
import type { Shown } from "./kinds/kind.ts";
import { optionLabel } from "./option_label.ts";
import { compared } from "./rounds.ts";
import { bars } from "./tally.ts";

const FEW = msg("Fewer than five people answered: no result is shown, so that nobody is recognised.");

/** Draws the result; returns undefined for checkboxes of one round, which bars show. */
export function figures(shown: Shown): unknown {
  const { poll, first, words } = shown;
  if (poll.figures?.few) return html`<p class="figures-few">${words.say(FEW)}</p>`;
  if (first && isCounted(first)) return twoRounds(shown, first);
  return FIGURES[poll.kind]?.(shown);
}

/** Draws the texts that a host has approved, beside options that were counted. */
export function reasons(shown: Shown): unknown {
  return shown.poll.options.length ? shownReplies(shown) : nothing;
}

function isCounted(first: PollView) {
  return first.tally !== undefined || first.figures !== undefined;
}

function twoRounds(shown: Shown, first: PollView) {
  const draw = FIGURES[shown.poll.kind];
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
        <p class="bar-words">${optionLabel(key, wording, correct, words)}</p>
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
