// @ts-check
/** A next step in a list, and its counts. */

import { html, nothing } from "lit-html";
import { icon } from "../lib/icons.js";
import { dayInWords } from "../lib/texts.js";
import { ANSWERS } from "./list.js";

/** @typedef {import("../live/types.js").StepView} StepView */
/** @typedef {import("../lib/words.js").Words} Words */

/** @param {StepView} step @param {Words} words */
export function stepLine(step, words) {
  const isAgreed = step.state === "agreed";
  return html`<li class="step ${step.state}">
    <p class="step-state">${isAgreed ? icon("check", 16) : nothing}${words.say(`step.${step.state}`)}</p>
    <p class="step-text" lang=${step.language} dir="auto">${step.text}</p>
    <p class="step-about">${isAgreed ? agreement(step, words) : named(words.say("step.by"), step.proposed_by)}</p>
    ${stepCounts(step, words)}
  </li>`;
}

/** @param {StepView} step @param {Words} words */
export function stepCounts(step, words) {
  const total = ANSWERS.reduce((sum, answer) => sum + step.counts[answer], 0);
  if (total === 0 && step.state !== "put") return nothing;
  const count = (/** @type {import("../live/types.js").StepAnswer} */ answer) =>
    html`<span>${words.say(`step.${answer}`)} <b class="number">${words.number(step.counts[answer])}</b></span>`;
  return html`<p class="step-counts">${ANSWERS.map(count)}</p>`;
}

/** @param {StepView} step @param {Words} words */
function agreement({ owner, due }, words) {
  const [before, after] = words.say("step.due").split("{date}");
  const until = (/** @type {string} */ day) =>
    html` · ${before}<time datetime=${day}>${dayInWords(day, words.language)}</time>${after}`;
  return html`${named(words.say("step.owner"), owner)}${due ? until(due) : nothing}`;
}

/** The name keeps its own direction. @param {string} sentence with {name} @param {string} name */
function named(sentence, name) {
  const [before, after] = sentence.split("{name}");
  return html`${before}<bdi>${name}</bdi>${after}`;
}
