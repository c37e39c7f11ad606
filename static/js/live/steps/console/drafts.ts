/** Lists the programme's drafts of next steps that have not been used yet. */

import { html, nothing } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";

import { commandButton, refusalLine } from "../../console/control.ts";
import type { Lectern } from "../../console/lectern.ts";
import { msg } from "../../../kit/words.ts";
import type { Deck, StepView } from "../../../room/engine/types.ts";
import { wordsOfDraft } from "../wording.ts";

export function draftList(lectern: Lectern, deck: Deck | null) {
  const { words, room } = lectern;
  const unusedDrafts = (room.state.drafts ?? []).filter(({ draft, step }) => step === null && !isUsed(room.state.steps, draft));
  if (unusedDrafts.length === 0 || room.state.room.state === "ended") return nothing;
  return html`<details class="console-drafts" ?open=${room.state.steps.length === 0}>
    <summary>
      ${words.say(msg("{n} draft of the programme", "{n} drafts of the programme"), { n: unusedDrafts.length })}
    </summary>
    ${repeat(unusedDrafts, ({ draft }) => draft, ({ draft }) => draftCard(lectern, draft, deck))}
  </details>`;
}

/** Returns whether a step came from the draft: only its step tells of a draft used since the snapshot. */
function isUsed(steps: StepView[], draft: string) {
  return steps.some((step) => step.draft === draft);
}

function draftCard(lectern: Lectern, draft: string, deck: Deck | null) {
  const { words, room } = lectern;
  const text = wordsOfDraft(draft, deck);
  if (!text) return html`<p class="quietly">${words.say("Loading…")}</p>`;
  const name = `draft ${draft}`;
  const use = (put: boolean) => ({ command: "step.use", fields: { draft, put } });
  return html`<article class="console-card">
    <h4 class="console-card-title" lang=${text.language} dir="auto">${text.text}</h4>
    <dl class="small console-draft" lang=${text.language}>
      <div><dt>${words.say("Owner")}</dt><dd dir="auto">${text.owner}</dd></div>
      <div><dt>${words.say("Indicator")}</dt><dd dir="auto">${text.indicator}</dd></div>
      ${text.days
        ? html`<div>
            <dt>${words.say("Due date")}</dt>
            <dd>${words.say(msg("within {n} day", "within {n} days"), { n: text.days })}</dd>
          </div>`
        : nothing}
    </dl>
    ${room.state.room.state === "live"
      ? html`<div class="row">
          ${commandButton(lectern, { name, ...use(true), label: words.say("Put to everyone"), look: "quiet" })}
          ${commandButton(lectern, { name, ...use(false), label: words.say("Propose"), look: "plain" })}
        </div>`
      : nothing}
    ${refusalLine(lectern.refusalOf(name))}
  </article>`;
}
