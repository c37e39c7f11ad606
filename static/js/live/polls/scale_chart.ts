/** Draws the result of a scale on phones and consoles: its columns in their order, and beside them each point in words. */

import { html } from "lit-html";

import { directionOf } from "../../kit/texts.ts";
import { columnFigure } from "./dots.ts";
import type { Shown } from "./kinds/kind.ts";
import { optionRows } from "./option_bars.ts";
import { bars } from "./tally.ts";

export function scaleChart(shown: Shown) {
  const { poll, wording, words } = shown;
  const all = bars(poll);
  const most = Math.max(...all.map(({ count }) => count));
  const labels = { ...wording.labels };
  const written = all.map(({ key }) => /^[+\-−]?\p{Nd}+/u.exec(labels[key] ?? "")?.[0]);
  // Most authors begin every label with a number, which then stands below the column.
  const areNumbered = written.every((number) => number);
  const columns = all.map(({ key, count }, index) => {
    const number = areNumbered ? written[index] : words.number(Number(key));
    if (!areNumbered) labels[key] = `${number}: ${labels[key]}`;
    return html`<div>${columnFigure(count, most, poll.voters ?? 0)}<bdi>${number}</bdi></div>`;
  });
  return html`<div class="scale-chart" dir=${directionOf(wording.language)}>
    <div class="scale-columns" aria-hidden="true">${columns}</div>
    ${optionRows({ ...shown, wording: { ...wording, labels } })}
  </div>`;
}
