/** The label of an option in a result, with a mark if it is right. */

import { html, nothing } from "lit-html";
import { icon } from "../../kit/icons.ts";
import type { Words } from "../../kit/words.ts";
import type { Shown } from "./kinds/kind.ts";

export function optionLabel(key: string, { labels, language }: Shown["wording"], correct: boolean, words: Words) {
  return html`<span
    ><bdi class="label" lang=${language}>${labels[key] ?? key}</bdi>
    ${correct ? html`<span class="mark good">${icon("check", 16)} ${words.say("Correct")}</span>` : nothing}</span
  >`;
}
