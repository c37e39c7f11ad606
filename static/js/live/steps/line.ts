/** Draws the public facts of a next step: its words, owners, dates, counts and outcome. */

import { html, nothing } from "lit-html";
import { dayInWords } from "../../kit/days.ts";
import { icon } from "../../kit/icons.ts";
import { msg, type Msg, type Words } from "../../kit/words.ts";
import type { OwnerView, StepAnswer } from "../../room/engine/types.ts";
import { ANSWERS, isAgreed, LATE } from "./list.ts";
import { ANSWER_NAMES, stateName } from "./names.ts";
import { overruling, sumOf } from "./terms.ts";
import type { Worded } from "./wording.ts";

const COUNTED_LATE = msg("Answers that were on their way when it was closed: {n}");

/** @param below the reader's controls, drawn below the facts */
export function stepLine(step: Worded, words: Words, below: unknown = nothing) {
  return html`<li class="step ${isAgreed(step) ? "agreed" : step.state}" data-step=${step.step}>
    <p class="step-state">${stateOf(step, words)}</p>
    <p class="step-text" lang=${step.language} dir="auto">${step.text}</p>
    ${original(step, words)} ${about(step, words)} ${owners(step, words)} ${outcome(step, words)}
    ${ownAnswer(step, words)} ${stepCounts(step, words)} ${below}
  </li>`;
}

/** Draws where the step stands. */
export function stateOf(step: Worded, words: Words) {
  return html`${isAgreed(step) ? icon("check", 16) : nothing}${words.say(stateName(step))}`;
}

/** Draws the original wording, one tap away. */
export function original({ original: source }: Worded, words: Words) {
  if (!source) return nothing;
  return html`<details class="step-original">
    <summary>${words.say("Original: {language}", { language: words.nameOf(source.language) })}</summary>
    <p lang=${source.language} dir="auto">${source.text}</p>
  </details>`;
}

/** Draws the author of the proposal; the dates, indicator and evidence. */
export function about(step: Worded, words: Words) {
  const { merged_into, due, check_back, indicator, evidence } = step;
  const part = (content: unknown) => html`<p class="step-about">${content}</p>`;
  const time = (date: string) => html`<time datetime=${date}>${dayInWords(date, words.language)}</time>`;
  const day = (name: Msg, date: string | null) =>
    date ? part(withPart(words.say(name), "{date}", time(date))) : nothing;
  const line = (name: Msg, text: string) =>
    text ? part(html`${words.say(name)}: <span dir="auto">${text}</span>`) : nothing;
  return html`${isAgreed(step) ? nothing : part(withName(words.say("Proposed by: {name}"), step.proposed_by))}
    ${merged_into ? part(words.say("Made one with next step {step}", { step: merged_into })) : nothing}
    ${day(msg("Due date: {date}"), due)} ${day(msg("Check-back: {date}"), check_back)}
    ${line(msg("Indicator"), indicator)} ${line(msg("Evidence wanted"), evidence)}`;
}

export function owners({ owners: allOwners }: Pick<Worded, "owners">, words: Words) {
  if (!allOwners.length) return nothing;
  const paper = ({ paper_by }: OwnerView) =>
    paper_by === null ? nothing : html` · ${withName(words.say("on paper, recorded by {name}"), paper_by)}`;
  const ownerLine = (owner: OwnerView) => html`<li data-owner=${owner.owner} data-state=${owner.state}>
    ${withName(words.say(stateText(owner)), nameOf(owner))}${paper(owner)}${owner.reason
      ? html` · <q dir="auto">${owner.reason}</q>`
      : nothing}
  </li>`;
  return html`<ul class="step-owners">${allOwners.map(ownerLine)}</ul>`;
}

function stateText({ state, member, paper_by }: OwnerView) {
  const role = msg("Responsible: {name}");
  if (state === "asked") return member === null ? role : msg("Asked to take it on, has not answered: {name}");
  if (state === "declined") return msg("Declined: {name}");
  return member === null && paper_by === null ? role : msg("Owner: {name}");
}

/** Returns the name of a person, of a role, or of a person in a role. */
export function nameOf({ name, role }: Pick<OwnerView, "name" | "role">) {
  return name && role ? `${name} (${role})` : name || role;
}

/** Draws the outcome of the last ballot, with its arithmetic. */
export function outcome({ outcome: result }: Worded, words: Words) {
  if (!result) return nothing;
  const overrulingText = overruling(result, words);
  return html`<p class="step-sum ${result.computed}">${sumOf(result, words)}</p>
    ${result.late ? html`<p class="step-about">${words.say(COUNTED_LATE, { n: result.late })}</p>` : nothing}
    ${overrulingText ? html`<p class="step-sum overruled">${overrulingText}</p>` : nothing}`;
}

/** Draws this member's answer to a decided step. */
function ownAnswer({ mine: own }: Worded, words: Words) {
  if (!own) return nothing;
  return html`<p class="step-about">
      ${words.say("Your answer: {answer}", { answer: words.say(ANSWER_NAMES[own.answer]) })}${own.reason
        ? html` · <q dir="auto">${own.reason}</q>`
        : nothing}
    </p>
    ${own.is_late ? html`<p class="step-about">${words.say(LATE)}</p>` : nothing}`;
}

export function stepCounts(step: Worded, words: Words) {
  const total = ANSWERS.reduce((sum, answer) => sum + step.counts[answer], 0);
  if (total === 0 && step.state !== "put") return nothing;
  const count = (answer: StepAnswer) =>
    html`<span>${words.say(ANSWER_NAMES[answer])} <b class="number">${words.number(step.counts[answer])}</b></span>`;
  return html`<p class="step-counts">${ANSWERS.map(count)}</p>`;
}

/**
 * Inserts a name, which keeps its own direction.
 * @param sentence a sentence with {name}
 */
export function withName(sentence: string, name: string) {
  return withPart(sentence, "{name}", html`<bdi>${name}</bdi>`);
}

function withPart(sentence: string, place: string, part: unknown) {
  const [before, after] = sentence.split(place);
  return html`${before}${part}${after}`;
}
