/** Draws the icons of scripts. The paths are those of templates/macros/icons.html. */

import { html } from "lit-html";

const PATHS = {
  back: "M15 5l-7 7 7 7",
  next: "M9 5l7 7-7 7",
  check: "M4 12.5l5 5L20 6.5",
  warn: "M12 4l9 16H3zM12 10v5M12 17.5v.1",
};

export function icon(name: keyof typeof PATHS, size = 20) {
  return iconOf(PATHS[name], size, name === "back" || name === "next" ? "icon mirror" : "icon");
}

/**
 * @param path SVG path data in a square of 24 by 24 units
 * @param sizePx the width and height in CSS pixels
 * @param look CSS classes
 */
export function iconOf(path: string, sizePx: number, look = "icon") {
  return html`<svg class=${look} width=${sizePx} height=${sizePx} viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true"><path d=${path} /></svg>`;
}
