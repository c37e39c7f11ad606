/** Draws the figures of features in the bar of the console. */

import { html } from "lit-html";

import { every, together } from "../../kit/subscriptions.ts";
import { drawInto } from "../../kit/view.ts";
import { FEATURES } from "./features.ts";
import type { Lectern } from "./lectern.ts";

export function mountFigures(element: HTMLElement, lectern: Lectern) {
  return drawInto(element, () => html`${FEATURES.map(({ figures }) => figures?.(lectern))}`, together(every(1000), lectern.onChange));
}
