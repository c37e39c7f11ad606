/** Draws the number at the link to a place; 0 shows nothing. */

import type { Words } from "../../kit/words.ts";

export function drawCount(link: HTMLElement, count: number, words: Words) {
  const badge = link.querySelector(".count") ?? document.createElement("b");
  badge.className = "count";
  badge.textContent = words.number(count);
  if (count) link.append(badge);
  else badge.remove();
}
