// @ts-check
/** What features show in the bar of the console. */

import { html } from "lit-html";

import { every, together } from "../lib/subscribing.js";
import { drawInto } from "../lib/view.js";
import { FEATURES } from "./features.js";

/** @param {HTMLElement} element @param {import("./lectern.js").Lectern} lectern */
export function mountFigures(element, lectern) {
  return drawInto(element, () => html`${FEATURES.map(({ figures }) => figures?.(lectern))}`, together(every(1000), lectern.onChange));
}
