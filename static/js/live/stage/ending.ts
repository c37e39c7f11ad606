/** Draws the end of a session: thanks, and what was agreed, by whom and until when. */

import { html, nothing } from "lit-html";

import { icon } from "../../kit/icons.ts";
import type { Words } from "../../kit/words.ts";
import type { StepView } from "../../room/engine/types.ts";
import { pageOf } from "../polls/pages.ts";
import { isAgreed } from "../steps/list.ts";
import { ownerLine } from "../steps/stage.ts";
import { worded } from "../steps/wording.ts";

/**
 * @param title of the session, in the language of the words
 * @param now in ms: many steps are shown page by page
 */
export function endOnStage(steps: readonly StepView[], title: string, words: Words, now: number) {
  const agreed = steps.filter(isAgreed);
  const { items, page, pages } = pageOf(agreed, now);
  return html`<h1 class="stage-title stage-thanks">${words.say("Thank you for taking part")}</h1>
    <p class="stage-how"><bdi>${title}</bdi></p>
    ${agreed.length
      ? html`<div class="stage-agreed">
          <p class="stage-kind">${words.say("What we agreed")}</p>
          <ul>
            ${items.map((step) => agreedStep(step, words))}
          </ul>
          ${pages > 1 ? html`<p class="stage-badge number">${words.say("{n} of {all}", { n: page, all: pages })}</p>` : nothing}
        </div>`
      : nothing}`;
}

function agreedStep(step: StepView, words: Words) {
  const { text, language } = worded(step, words);
  return html`<li>
    ${icon("check", 24)}
    <div>
      <p lang=${language} dir="auto">${text}</p>
      ${ownerLine(step, words)}
    </div>
  </li>`;
}
