/** Draws the results of all kinds of polls on phones and consoles, and those on the stage that need no more room. */

import { html } from "lit-html";
import { msg } from "../../kit/words.ts";
import type { PollKind, PollView } from "../../room/engine/types.ts";
import { FIGURES } from "./kinds/all.ts";
import { shownReplies } from "./kinds/text.ts";
import type { Figures, Shown } from "./kinds/kind.ts";
import { optionBars, roundBars, roundTitle } from "./option_bars.ts";
import { scaleChart } from "./scale_chart.ts";

const FEW = msg("Fewer than five people answered: no result is shown, so that nobody is recognised.");
const COLUMNS: Partial<Record<PollKind, Figures>> = { scale: scaleChart };

export function figures(shown: Shown): unknown {
  const { poll, first, words } = shown;
  if (poll.figures?.few) return html`<p class="figures-few">${words.say(FEW)}</p>`;
  const draw = COLUMNS[poll.kind] ?? FIGURES[poll.kind];
  if (first && isCounted(first)) return draw ? twoRounds(shown, first, draw) : roundBars(shown, first);
  return (draw ?? optionBars)(shown);
}

/** Draws the texts that a host has approved, beside options that were counted. */
export function reasons(shown: Shown): unknown {
  return shown.poll.options.length ? shownReplies(shown) : "";
}

export function isCounted({ tally, figures: counted }: PollView) {
  return tally !== undefined || counted !== undefined;
}

function twoRounds(shown: Shown, first: PollView, draw: Figures) {
  const { poll, words } = shown;
  return html`<div class="rounds">
    <section><h4 class="rounds-title">${roundTitle("was", first, words)}</h4>${draw({ ...shown, poll: first })}</section>
    <section><h4 class="rounds-title">${roundTitle("is", poll, words)}</h4>${draw(shown)}</section>
  </div>`;
}
