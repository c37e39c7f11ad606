/** The rows of results: words and a number, and below them what shows the number as a picture. */

import { html, nothing } from "lit-html";
import { icon } from "../../kit/icons.ts";
import type { Words } from "../../kit/words.ts";
import type { Shown } from "./kinds/kind.ts";

/** Writes an option, with marks if it is right and if this member chose it. */
export function optionLabel(key: string, { labels, language }: Shown["wording"], correct: boolean, words: Words, mine = false) {
  return html`<span
    ><bdi class="label" lang=${language}>${labels[key] ?? key}</bdi>
    ${correct ? html`<span class="mark good">${icon("check", 16)} ${words.say("Correct")}</span>` : nothing}
    ${mine ? html`<span class="mark"><span class="dot" aria-hidden="true"></span>${words.say("Your choice")}</span>` : nothing}</span
  >`;
}

/** @param below the picture of the number, and more */
export function resultRow(label: unknown, number: unknown, below: unknown, isRight = false) {
  return html`<li data-correct=${String(isRight)}>
    <p class="bar-words">${label} <span class="bar-number">${number}</span></p>
    ${below}
  </li>`;
}
