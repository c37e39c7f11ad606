/** The public facts of a next step: its words, owners, dates, counts and outcome. */

import { html, nothing } from "lit-html";
import { dayInWords } from "../../kit/days.ts";
import { icon } from "../../kit/icons.ts";
import type { Words } from "../../kit/words.ts";
import type { OwnerView, StepAnswer } from "../../room/engine/types.ts";
import { ANSWERS, isAgreed } from "./list.ts";
import { overruling, sumOf } from "./terms.ts";
import type { Worded } from "./wording.ts";

/** @param below the reader's controls, drawn below the facts */
export function stepLine(step: Worded, words: Words, below: unknown = nothing) {
  return html`<li class="step ${isAgreed(step) ? "agreed" : step.state}" data-step=${step.step}>
    <p class="step-state">${isAgreed(step) ? icon("check", 16) : nothing}${words.say(`step.${step.state}`)}</p>
    <p class="step-text" lang=${step.language} dir="auto">${step.text}</p>
    ${original(step, words)} ${about(step, words)} ${owners(step, words)} ${outcome(step, words)}
    ${mine(step, words)} ${stepCounts(step, words)} ${below}
  </li>`;
}

/** The original wording, one tap away. */
export function original({ original: written }: Worded, words: Words) {
  if (!written) return nothing;
  return html`<details class="step-original">
    <summary>${words.say("step.original", { language: words.nameOf(written.language) })}</summary>
    <p lang=${written.language} dir="auto">${written.text}</p>
  </details>`;
}

/** The author of the proposal; the dates, indicator and evidence. */
export function about(step: Worded, words: Words) {
  const { merged_into, due, check_back, indicator, evidence } = step;
  const day = (word: string, date: string | null) =>
    date ? html`<p class="step-about">${placed(words.say(word), "{date}", html`<time datetime=${date}>${dayInWords(date, words.language)}</time>`)}</p>` : nothing;
  const line = (word: string, text: string) =>
    text ? html`<p class="step-about">${words.say(word)}: <span dir="auto">${text}</span></p>` : nothing;
  return html`${isAgreed(step) ? nothing : html`<p class="step-about">${named(words.say("step.by"), step.proposed_by)}</p>`}
    ${merged_into ? html`<p class="step-about">${words.say("step.merged", { step: merged_into })}</p>` : nothing}
    ${day("step.due", due)} ${day("step.check_back", check_back)} ${line("step.indicator", indicator)}
    ${line("step.evidence", evidence)}`;
}

export function owners({ owners: all }: Pick<Worded, "owners">, words: Words) {
  if (!all.length) return nothing;
  const one = (owner: OwnerView) => html`<li data-owner=${owner.owner} data-state=${owner.state}>
    ${named(words.say(wordOf(owner)), nameOf(owner))}${owner.paper_by === null ? nothing : html` · ${named(words.say("step.owner_paper"), owner.paper_by)}`}${owner.reason
      ? html` · <q dir="auto">${owner.reason}</q>`
      : nothing}
  </li>`;
  return html`<ul class="step-owners">${all.map(one)}</ul>`;
}

function wordOf({ state, member, paper_by }: OwnerView) {
  if (state === "asked") return member === null ? "step.owner_role" : "step.owner_asked";
  if (state === "declined") return "step.owner_declined";
  return member === null && paper_by === null ? "step.owner_role" : "step.owner";
}

/** A person, a role, or a person in a role. */
export function nameOf({ name, role }: Pick<OwnerView, "name" | "role">) {
  return name && role ? `${name} (${role})` : name || role;
}

/** The outcome of the last ballot, with its arithmetic. */
export function outcome({ outcome: found }: Worded, words: Words) {
  if (!found) return nothing;
  const over = overruling(found, words.say);
  return html`<p class="step-sum ${found.computed}">${sumOf(found, words.say)}</p>
    ${found.late ? html`<p class="step-about">${words.say("step.sum_late", { n: found.late })}</p>` : nothing}
    ${over ? html`<p class="step-sum overruled">${over}</p>` : nothing}`;
}

/** This member's answer to a decided step. */
function mine({ mine: own }: Worded, words: Words) {
  if (!own) return nothing;
  return html`<p class="step-about">
      ${words.say("step.mine", { answer: words.say(`step.${own.answer}`) })}${own.reason ? html` · <q dir="auto">${own.reason}</q>` : nothing}
    </p>
    ${own.is_late ? html`<p class="step-about">${words.say("step.late")}</p>` : nothing}`;
}

export function stepCounts(step: Worded, words: Words) {
  const total = ANSWERS.reduce((sum, answer) => sum + step.counts[answer], 0);
  if (total === 0 && step.state !== "put") return nothing;
  const count = (answer: StepAnswer) =>
    html`<span>${words.say(`step.${answer}`)} <b class="number">${words.number(step.counts[answer])}</b></span>`;
  return html`<p class="step-counts">${ANSWERS.map(count)}</p>`;
}

/**
 * Inserts a name, which keeps its own direction.
 * @param sentence with {name}
 */
export function named(sentence: string, name: string) {
  return placed(sentence, "{name}", html`<bdi>${name}</bdi>`);
}

function placed(sentence: string, place: string, what: unknown) {
  const [before, after] = sentence.split(place);
  return html`${before}${what}${after}`;
}
