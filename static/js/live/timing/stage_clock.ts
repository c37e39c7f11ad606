/** Draws the clock of what the hall does now, such as group work, beside whatever the projector shows. */

import { html } from "lit-html";

import { directionOf } from "../../kit/texts.ts";
import type { Words } from "../../kit/words.ts";
import { leftText } from "./clock.ts";

/** @param what the name of the activity, in the language of the words */
export function stageClock(what: string, leftMs: number, words: Words) {
  const { language } = words;
  const isUp = leftMs <= 0;
  return html`<p class="stage-activity" data-up=${String(isUp)} lang=${language} dir=${directionOf(language)}>
    <span class="stage-activity-what">${what}</span>
    ${isUp
      ? html`<strong>${words.say("Time is up")}</strong>`
      : html`<strong class="number" dir="ltr">${leftText(leftMs, language)}</strong>`}
  </p>`;
}
