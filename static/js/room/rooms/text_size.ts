/** Changes the size of all text, up to twice as large. The server renders the next page in that size, too. */

import { html } from "lit-html";
import { SIZES, showSize } from "../../kit/text_size.ts";
import { drawInto } from "../../kit/view.ts";
import type { Words } from "../../kit/words.ts";

const YEAR_SECONDS = 365 * 24 * 60 * 60;

export function mountTextSize(element: HTMLElement, _room: unknown, words: Words) {
  const root = document.documentElement;
  const size = () => Number(root.dataset.textSize ?? 100);
  let redraw: () => void = () => {};

  function change(by: number) {
    const next = SIZES[SIZES.indexOf(size()) + by];
    if (!next) return;
    showSize(next);
    const secure = location.protocol === "https:" ? "; secure" : "";
    document.cookie = `text_size=${next}; path=/; max-age=${YEAR_SECONDS}; samesite=lax${secure}`;
    redraw();
  }

  const button = (way: "smaller" | "larger", by: number, isEnd: boolean) => html`<button
    class="button quiet ${way}"
    aria-label=${words.say(way === "smaller" ? "Smaller text" : "Larger text")}
    aria-disabled=${isEnd ? "true" : "false"}
    @click=${() => change(by)}
  ></button>`;

  const template = () => {
    const label = words.say("Text size: {percent}", { percent: words.percent(size()) });
    return html`<div class="text-size" dir="ltr" role="group" aria-label=${label}>
      ${button("smaller", -1, size() === SIZES[0])} ${button("larger", 1, size() === SIZES[SIZES.length - 1])}
    </div>`;
  };
  return drawInto(element, template, (draw) => {
    redraw = draw;
    return () => {};
  });
}
