// @ts-check
/** What everybody reads of a next step: its words, owners, dates, counts and outcome. */

import { html, nothing } from "lit-html";
import { dayInWords } from "../lib/days.js";
import { icon } from "../lib/icons.js";
import { ANSWERS, isAgreed } from "./list.js";
import { overruling, sumOf } from "./terms.js";

/** @typedef {import("./wording.js").Worded} Worded */
/** @typedef {import("../live/types.js").OwnerView} OwnerView */
/** @typedef {import("../lib/words.js").Words} Words */

/** @param {Worded} step @param {Words} words @param {unknown} [below] what may be done with it */
export function stepLine(step, words, below = nothing) {
  return html`<li class="step ${isAgreed(step) ? "agreed" : step.state}" data-step=${step.step}>
    <p class="step-state">${isAgreed(step) ? icon("check", 16) : nothing}${words.say(`step.${step.state}`)}</p>
    <p class="step-text" lang=${step.language} dir="auto">${step.text}</p>
    ${original(step, words)} ${about(step, words)} ${owners(step, words)} ${outcome(step, words)}
    ${mine(step, words)} ${stepCounts(step, words)} ${below}
  </li>`;
}

/** As it was written, one tap away. @param {Worded} step @param {Words} words */
export function original({ original: written }, words) {
  if (!written) return nothing;
  return html`<details class="step-original">
    <summary>${words.say("step.original", { language: words.nameOf(written.language) })}</summary>
    <p lang=${written.language} dir="auto">${written.text}</p>
  </details>`;
}

/** Who proposed it; the dates, indicator and evidence. @param {Worded} step @param {Words} words */
export function about(step, words) {
  const { merged_into, due, check_back, indicator, evidence } = step;
  const day = (/** @type {string} */ word, /** @type {string | null} */ date) =>
    date ? html`<p class="step-about">${placed(words.say(word), "{date}", html`<time datetime=${date}>${dayInWords(date, words.language)}</time>`)}</p>` : nothing;
  const line = (/** @type {string} */ word, /** @type {string} */ text) =>
    text ? html`<p class="step-about">${words.say(word)}: <span dir="auto">${text}</span></p>` : nothing;
  return html`${isAgreed(step) ? nothing : html`<p class="step-about">${named(words.say("step.by"), step.proposed_by)}</p>`}
    ${merged_into ? html`<p class="step-about">${words.say("step.merged", { step: merged_into })}</p>` : nothing}
    ${day("step.due", due)} ${day("step.check_back", check_back)} ${line("step.indicator", indicator)}
    ${line("step.evidence", evidence)}`;
}

/** @param {Pick<Worded, "owners">} step @param {Words} words */
export function owners({ owners: all }, words) {
  if (!all.length) return nothing;
  const one = (/** @type {OwnerView} */ owner) => html`<li data-owner=${owner.owner} data-state=${owner.state}>
    ${named(words.say(wordOf(owner)), nameOf(owner))}${owner.paper_by === null ? nothing : html` · ${named(words.say("step.owner_paper"), owner.paper_by)}`}${owner.reason
      ? html` · <q dir="auto">${owner.reason}</q>`
      : nothing}
  </li>`;
  return html`<ul class="step-owners">${all.map(one)}</ul>`;
}

/** @param {OwnerView} owner */
function wordOf({ state, member, paper_by }) {
  if (state === "asked") return member === null ? "step.owner_role" : "step.owner_asked";
  if (state === "declined") return "step.owner_declined";
  return member === null && paper_by === null ? "step.owner_role" : "step.owner";
}

/** A person, a role, or a person in a role. @param {Pick<OwnerView, "name" | "role">} owner */
export function nameOf({ name, role }) {
  return name && role ? `${name} (${role})` : name || role;
}

/** What came of the last ballot, with its arithmetic. @param {Worded} step @param {Words} words */
export function outcome({ outcome: found }, words) {
  if (!found) return nothing;
  const over = overruling(found, words.say);
  return html`<p class="step-sum ${found.computed}">${sumOf(found, words.say)}</p>
    ${found.late ? html`<p class="step-about">${words.say("step.sum_late", { n: found.late })}</p>` : nothing}
    ${over ? html`<p class="step-sum overruled">${over}</p>` : nothing}`;
}

/** This member's answer to what has been decided. @param {Worded} step @param {Words} words */
function mine({ mine: own }, words) {
  if (!own) return nothing;
  return html`<p class="step-about">
      ${words.say("step.mine", { answer: words.say(`step.${own.answer}`) })}${own.reason ? html` · <q dir="auto">${own.reason}</q>` : nothing}
    </p>
    ${own.is_late ? html`<p class="step-about">${words.say("step.late")}</p>` : nothing}`;
}

/** @param {Worded} step @param {Words} words */
export function stepCounts(step, words) {
  const total = ANSWERS.reduce((sum, answer) => sum + step.counts[answer], 0);
  if (total === 0 && step.state !== "put") return nothing;
  const count = (/** @type {import("../live/types.js").StepAnswer} */ answer) =>
    html`<span>${words.say(`step.${answer}`)} <b class="number">${words.number(step.counts[answer])}</b></span>`;
  return html`<p class="step-counts">${ANSWERS.map(count)}</p>`;
}

/** The name keeps its own direction. @param {string} sentence with {name} @param {string} name */
export function named(sentence, name) {
  return placed(sentence, "{name}", html`<bdi>${name}</bdi>`);
}

/** @param {string} sentence @param {string} place @param {unknown} what */
function placed(sentence, place, what) {
  const [before, after] = sentence.split(place);
  return html`${before}${what}${after}`;
}
