/** A next step on the projector: its words, five counts, how the room agrees, and the outcome. */

import { html, nothing } from "lit-html";

import { dayInWords } from "../../kit/days.ts";
import { isolated } from "../../kit/texts.ts";
import type { Words } from "../../kit/words.ts";
import type { StepView, TermsView } from "../../room/engine/types.ts";
import { nameOf } from "./line.ts";
import { ANSWERS, isAgreed } from "./list.ts";
import { overruling, sumOf, termsLine, type Say } from "./terms.ts";
import { worded } from "./wording.ts";

/** @param words of this column */
export function stepOnStage(step: StepView, terms: TermsView, words: Words) {
  const { say, percent, language } = words;
  const shown = worded(step, { language });
  const { outcome } = step;
  const over = outcome && overruling(outcome, say);
  return html`<p class="stage-kind" lang=${language} dir="auto">${say(stateOf(step))}</p>
    <h1 class="stage-title" lang=${shown.language} dir="auto">${shown.text}</h1>
    ${counts(step, words)}
    <p class=${outcome ? "stage-sum" : "stage-terms"} lang=${language} dir="auto">${outcome ? sumOf(outcome, say) : termsLine(terms, { say, percent })}</p>
    ${over ? html`<p class="stage-sum" lang=${language} dir="auto">${over}</p>` : nothing}
    ${isAgreed(step) ? owned(step, say, language) : nothing}`;
}

function stateOf(step: StepView) {
  if (step.state === "closed") return "step.awaited";
  if (step.state === "put") return step.ballot > 1 ? "step.stage_again" : "step.stage_put";
  return isAgreed(step) ? "step.agreed" : "step.not_agreed";
}

function counts(step: StepView, { say, number, language }: Words) {
  return html`<dl class="stage-counts" lang=${language}>
    ${ANSWERS.map(
      (answer) => html`<div data-answer=${answer}>
        <dt dir="auto">${say(`step.${answer}`)}</dt>
        <dd>${number((step.outcome?.counts ?? step.counts)[answer])}</dd>
      </div>`,
    )}
  </dl>`;
}

/** The owner, and the date due. */
function owned({ owners, due }: StepView, say: Say, language: string) {
  const names = owners.filter(({ state }) => state === "accepted").map(nameOf);
  const lines = [
    ...names.map((name) => say("step.owner", { name: isolated(name) })),
    ...(due ? [say("step.due", { date: dayInWords(due, language) })] : []),
  ];
  return lines.length ? html`<p class="stage-outcome" lang=${language} dir="auto">${lines.join(" · ")}</p>` : nothing;
}
