// @ts-check
/** What features show in the bar of the console, one line for each, in this order. */

import { html } from "lit-html";

import { every, together } from "../lib/subscribing.js";
import { drawInto } from "../lib/view.js";
import { signalFigures } from "../signals/figures.js";
import { timeFigures } from "../timing/figures.js";

/** @typedef {import("./lectern.js").Lectern} Lectern */
/** What is drawn now, anew each second. @type {((lectern: Lectern) => unknown)[]} */
const FIGURES = [timeFigures, signalFigures];

/** @param {HTMLElement} element @param {Lectern} lectern */
export function mountFigures(element, lectern) {
  return drawInto(element, () => html`${FIGURES.map((draw) => draw(lectern))}`, together(every(1000), lectern.onChange));
}
