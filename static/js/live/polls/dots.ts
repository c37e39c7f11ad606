/** Draws the figures of results as pictures: rows and columns of dots while the people are few, else bars. One dot is one person. */

import { html } from "lit-html";

// With more people the dots would be too small to be seen from the last row.
export const MOST_DOTS = 30;

// Lower columns leave their upper part empty; higher columns get several dots in each row, so that the dots stay large.
const [FEWEST_ROWS, MOST_ROWS] = [6, 8];

/** Draws a row for `count` of `all` people. */
export function rowFigure(count: number, all: number, direction: "rtl" | "ltr") {
  return all <= MOST_DOTS ? dotRow(count, all, direction) : barRow(count, all);
}

export function barRow(count: number, all: number) {
  return html`<progress class="bar" max=${Math.max(1, all)} .value=${count} aria-hidden="true"></progress>`;
}

/**
 * @param most the count of the highest column, which gives all columns one scale
 * @param all of the people in all columns
 */
export function columnFigure(count: number, most: number, all: number) {
  return (all <= MOST_DOTS ? dotColumn : barColumn)(count, most);
}

/** Draws a full dot for each of `count` people, and an empty one for each other of `all`. */
function dotRow(count: number, all: number, direction: "rtl" | "ltr") {
  const isMirrored = direction === "rtl";
  const at = (index: number) => dot(isMirrored ? all - 1 - index : index, 0);
  const dots = Array.from({ length: all }, (_, index) => at(index));
  return html`<svg class="dots" viewBox="0 0 ${Math.max(1, all)} 1" preserveAspectRatio="${isMirrored ? "xMaxYMid" : "xMinYMid"} meet" aria-hidden="true">
    <path class="dots-empty" d=${dots.slice(count).join("")} /><path d=${dots.slice(0, count).join("")} />
  </svg>`;
}

function dotColumn(count: number, most: number) {
  const perRow = Math.max(1, Math.ceil(most / MOST_ROWS));
  const rows = Math.max(FEWEST_ROWS, Math.ceil(most / perRow));
  const dots = Array.from({ length: count }, (_, index) => dot(index % perRow, rows - 1 - Math.floor(index / perRow)));
  return html`<svg class="column-figure" viewBox="0 0 ${perRow} ${rows}" preserveAspectRatio="xMidYMax meet" aria-hidden="true">
    <path d=${dots.join("")} />
  </svg>`;
}

function barColumn(count: number, most: number) {
  const height = count / Math.max(1, most);
  return html`<svg class="column-figure" viewBox="0 0 1 1" preserveAspectRatio="none" aria-hidden="true">
    <rect x="0" y=${1 - height} width="1" height=${height} />
  </svg>`;
}

/** Returns the path of a dot that fills most of a square of 1 by 1. */
function dot(x: number, y: number) {
  return `M${x + 0.08} ${y + 0.5}a.42.42 0 1 0 .84 0a.42.42 0 1 0-.84 0`;
}
