/** Chooses how the projector draws a result: columns for scales and numbers, bars or dots for options. */

import { html, nothing } from "lit-html";

import { directionOf } from "../../kit/texts.ts";
import type { PollKind, PollView } from "../../room/engine/types.ts";
import { numberColumns, scaleColumns } from "./columns.ts";
import { figures, isCounted } from "./figures.ts";
import { FIGURES } from "./kinds/all.ts";
import type { Figures, Shown } from "./kinds/kind.ts";
import { optionBars, roundBars, roundTitle } from "./option_bars.ts";

const COLUMNS: Partial<Record<PollKind, Figures>> = { scale: scaleColumns, numeric: numberColumns };

export function resultOnStage(shown: Shown): unknown {
  const { poll, first, wording } = shown;
  // So few answers show no result.
  if (poll.figures?.few) return wrapped(figures(shown));
  const draw = COLUMNS[poll.kind];
  const counted = first && isCounted(first) ? first : undefined;
  if (draw) return wrapped(counted ? twoRounds(shown, counted, draw) : draw(shown));
  if (FIGURES[poll.kind]) return wrapped(figures(shown), poll.options.length ? wording.language : undefined);
  return wrapped(counted ? roundBars(shown, counted) : optionBars(shown));
}

/** @param language that of the options, whose direction the figures take */
function wrapped(drawn: unknown, language?: string) {
  return html`<div class="stage-figures" dir=${language ? directionOf(language) : nothing}>${drawn}</div>`;
}

function twoRounds(shown: Shown, first: PollView, draw: Figures) {
  const { poll, words } = shown;
  return html`<div class="rounds">
    <section><h2 class="rounds-title">${roundTitle("was", first, words)}</h2>${draw({ ...shown, poll: first })}</section>
    <section><h2 class="rounds-title">${roundTitle("is", poll, words)}</h2>${draw(shown)}</section>
  </div>`;
}
