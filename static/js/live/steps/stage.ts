/** Draws a next step on the projector: its words, five counts, how the room agrees, and the outcome. */

import { html, nothing } from "lit-html";

import { dayInWords } from "../../kit/days.ts";
import { icon, iconOf } from "../../kit/icons.ts";
import { directionOf, isolated } from "../../kit/texts.ts";
import { msg, type Words } from "../../kit/words.ts";
import type { StepView, TermsView } from "../../room/engine/types.ts";
import { nameOf } from "./line.ts";
import { ANSWERS, isAgreed } from "./list.ts";
import { ANSWER_NAMES } from "./names.ts";
import { overruling, sumOf, termsLine } from "./terms.ts";
import { worded } from "./wording.ts";

/**
 * @param words the words of this column
 * @param also the words of further languages, if they have no column because the step is not translated
 */
export function stepOnStage(step: StepView, terms: TermsView, words: Words, also: Words[] = []) {
  const { language } = words;
  const wording = worded(step, { language });
  const { outcome } = step;
  const overrulingText = outcome && overruling(outcome, words);
  return html`${[words, ...also].map((each) => stateLine(step, each))}
    <h1 class="stage-title" lang=${wording.language} dir="auto">${wording.text}</h1>
    ${counts(step, words, also)}
    <p class=${outcome ? "stage-sum" : "stage-terms"} lang=${language} dir="auto">
      ${outcome ? sumOf(outcome, words) : termsLine(terms, words)}
    </p>
    ${overrulingText ? html`<p class="stage-sum" lang=${language} dir="auto">${overrulingText}</p>` : nothing}
    ${isAgreed(step) ? ownerLine(step, words) : nothing}`;
}

const CROSS = "M6 6l12 12M18 6L6 18";

/** Says where the step stands. An outcome is told by its colour, its sign and its words. */
function stateLine(step: StepView, words: Words) {
  const { language } = words;
  if (step.state === "closed" || step.state === "put") {
    return html`<p class="stage-kind" lang=${language} dir="auto">${words.say(stateOf(step))}</p>`;
  }
  const agreed = isAgreed(step);
  return html`<p class="stage-kind stage-verdict" data-agreed=${String(agreed)} lang=${language}>
    ${agreed ? icon("check", 24) : iconOf(CROSS, 24)} <span>${words.say(stateOf(step))}</span>
  </p>`;
}

function stateOf(step: StepView) {
  if (step.state === "closed") return msg("Closed. Answers on their way are still counted.");
  if (step.state === "put") {
    return step.ballot > 1 ? msg("Next step, put again: please answer again") : msg("Next step: please answer");
  }
  return isAgreed(step) ? msg("Agreed") : msg("Not agreed");
}

function counts(step: StepView, words: Words, also: Words[]) {
  return html`<dl class="stage-counts" lang=${words.language} dir=${directionOf(words.language)}>
    ${ANSWERS.map(
      (answer) => html`<div data-answer=${answer}>
        <dt>${[words, ...also].map((each) => html`<span lang=${each.language} dir="auto">${each.say(ANSWER_NAMES[answer])}</span>`)}</dt>
        <dd>${words.number((step.outcome?.counts ?? step.counts)[answer])}</dd>
      </div>`,
    )}
  </dl>`;
}

/** Draws the owners who have accepted, the roles that nobody here holds, and the date due. */
export function ownerLine({ owners, due }: Pick<StepView, "owners" | "due">, words: Words) {
  const { language } = words;
  const accepted = owners.filter(({ state }) => state === "accepted");
  const roles = owners.filter(({ state, member }) => state === "asked" && member === null);
  const lines = [
    ...accepted.map((owner) => words.say("Owner: {name}", { name: isolated(nameOf(owner)) })),
    ...roles.map((owner) => words.say("Responsible: {name}", { name: isolated(nameOf(owner)) })),
    ...(due ? [words.say("Due date: {date}", { date: dayInWords(due, language) })] : []),
  ];
  return lines.length ? html`<p class="stage-outcome" lang=${language} dir="auto">${lines.join(" · ")}</p>` : nothing;
}
