/** A next step on the projector: its words, five counts, how the room agrees, and the outcome. */

import { html, nothing } from "lit-html";

import { dayInWords } from "../../kit/days.ts";
import { isolated } from "../../kit/texts.ts";
import { msg, type Words } from "../../kit/words.ts";
import type { StepView, TermsView } from "../../room/engine/types.ts";
import { nameOf } from "./line.ts";
import { ANSWERS, isAgreed } from "./list.ts";
import { ANSWER_NAMES } from "./names.ts";
import { overruling, sumOf, termsLine } from "./terms.ts";
import { worded } from "./wording.ts";

/** @param words of this column */
export function stepOnStage(step: StepView, terms: TermsView, words: Words) {
  const { language } = words;
  const shown = worded(step, { language });
  const { outcome } = step;
  const over = outcome && overruling(outcome, words);
  return html`<p class="stage-kind" lang=${language} dir="auto">${words.say(stateOf(step))}</p>
    <h1 class="stage-title" lang=${shown.language} dir="auto">${shown.text}</h1>
    ${counts(step, words)}
    <p class=${outcome ? "stage-sum" : "stage-terms"} lang=${language} dir="auto">
      ${outcome ? sumOf(outcome, words) : termsLine(terms, words)}
    </p>
    ${over ? html`<p class="stage-sum" lang=${language} dir="auto">${over}</p>` : nothing}
    ${isAgreed(step) ? owned(step, words) : nothing}`;
}

function stateOf(step: StepView) {
  if (step.state === "closed") return msg("Closed. Answers on their way are still counted.");
  if (step.state === "put") {
    return step.ballot > 1 ? msg("Next step, put again: please answer again") : msg("Next step: please answer");
  }
  return isAgreed(step) ? msg("Agreed") : msg("Not agreed");
}

function counts(step: StepView, words: Words) {
  return html`<dl class="stage-counts" lang=${words.language}>
    ${ANSWERS.map(
      (answer) => html`<div data-answer=${answer}>
        <dt dir="auto">${words.say(ANSWER_NAMES[answer])}</dt>
        <dd>${words.number((step.outcome?.counts ?? step.counts)[answer])}</dd>
      </div>`,
    )}
  </dl>`;
}

/** The owner, and the date due. */
function owned({ owners, due }: StepView, words: Words) {
  const { language } = words;
  const names = owners.filter(({ state }) => state === "accepted").map(nameOf);
  const lines = [
    ...names.map((name) => words.say("Owner: {name}", { name: isolated(name) })),
    ...(due ? [words.say("Due date: {date}", { date: dayInWords(due, language) })] : []),
  ];
  return lines.length ? html`<p class="stage-outcome" lang=${language} dir="auto">${lines.join(" · ")}</p>` : nothing;
}
