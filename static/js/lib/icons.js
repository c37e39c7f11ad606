// @ts-check
/** The few icons that scripts draw; the same paths as templates/macros/icons.html. */

import { html } from "lit-html";

const PATHS = {
  back: "M15 5l-7 7 7 7",
  next: "M9 5l7 7-7 7",
  check: "M4 12.5l5 5L20 6.5",
  slide: "M4 5h16v11H4zM9 20h6M12 16v4",
  poll: "M5 20V11M12 20V4M19 20v-6",
  steps: "M4 6l1.5 1.5L8 5M4 12l1.5 1.5L8 11M4 18l1.5 1.5L8 17M12 6h8M12 12h8M12 18h8",
  warn: "M12 4l9 16H3zM12 10v5M12 17.5v.1",
};

/**
 * @param {keyof typeof PATHS} name
 * @param {number} [size]
 */
export function icon(name, size = 20) {
  const mirrored = name === "back" || name === "next" ? "icon mirror" : "icon";
  return html`<svg class=${mirrored} width=${size} height=${size} viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true"><path d=${PATHS[name]} /></svg>`;
}
