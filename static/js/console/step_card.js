// @ts-check
/** One next step: its words, what the room answered, and what becomes of it. */

import { html, nothing } from "lit-html";

import { dayInWords } from "../lib/texts.js";
import { ANSWERS } from "../steps/list.js";
import { commandButton, refusalLine } from "./control.js";
import { dayIn, daysLater } from "./when.js";

/** @typedef {import("./lectern.js").Lectern} Lectern */
/** @typedef {import("../live/types.js").StepView} StepView */
/**
 * @typedef {object} StepUse
 * @property {import("../live/types.js").DeckStep | null} draft  what the programme planned for it
 * @property {boolean} isAgreeing  the form for owner and due date is open
 * @property {(step: number | null) => void} startAgreeing
 * @property {(step: StepView) => void} askToDrop
 * @property {string} missing  what the form lacks, in words
 * @property {(step: number, owner: string, due: string) => void} agree
 */

/** @param {Lectern} lectern @param {StepView} step @param {StepUse} use */
export function stepCard(lectern, step, use) {
  const { words } = lectern;
  const name = `step ${step.step}`;
  return html`<article class="console-card" data-state=${step.state} aria-labelledby="step-${step.step}">
    <p class="small quietly">
      ${words.say("step.title", { n: step.step })} · <strong data-state=${step.state}>${words.say(`step.state.${step.state}`)}</strong>
    </p>
    <h3 class="console-card-title" id="step-${step.step}" lang=${step.language} dir="auto">${step.text}</h3>
    <p class="small quietly">${words.say("step.by", { name: `\u2068${step.proposed_by}\u2069` })}</p>
    ${step.state === "agreed" ? outcome(lectern, step) : nothing}
    ${use.isAgreeing && step.state === "put" ? agreeForm(lectern, step, use) : controls(lectern, step, use)}
    ${refusalLine(lectern.refusalOf(name))}
    ${asked(step) ? answers(lectern, step) : nothing} ${reasons(lectern, step)}
  </article>`;
}

/** @param {StepView} step */
function asked({ state, counts }) {
  return state === "put" || counts.agree + counts.disagree + counts.abstain > 0;
}

/** @param {Lectern} lectern @param {StepView} step */
function outcome({ words }, step) {
  return html`<p>
    <strong>${words.say("step.owner_is", { name: `\u2068${step.owner}\u2069` })}</strong> ·
    ${step.due ? words.say("step.due_is", { date: dayInWords(step.due, words.language) }) : nothing}
  </p>`;
}

/** @param {Lectern} lectern @param {StepView} step */
function answers({ words }, { counts }) {
  const all = Math.max(1, counts.agree + counts.disagree + counts.abstain);
  return html`<ul class="bars">
    ${ANSWERS.map(
      (answer) => html`<li>
        <p class="bar-words">
          <span>${words.say(`answer.${answer}`)}</span>
          <span class="bar-number">${words.number(counts[answer])}</span>
        </p>
        <progress class="bar" max=${all} .value=${counts[answer]} aria-label=${words.say(`answer.${answer}`)}></progress>
      </li>`,
    )}
  </ul>`;
}

/** @param {Lectern} lectern @param {StepView} step */
function reasons({ words }, step) {
  const given = (step.reasons ?? []).filter(({ reason }) => reason !== "");
  if (given.length === 0) return nothing;
  return html`<details class="console-why" ?open=${step.state === "put"}>
    <summary>${words.say("step.reasons", { n: given.length })}</summary>
    <ul class="console-reasons">
      ${given.map(
        ({ name, answer, reason }) => html`<li>
          <p class="small quietly"><bdi>${name}</bdi> · ${words.say(`answer.${answer}`)}</p>
          <p dir="auto">${reason}</p>
        </li>`,
      )}
    </ul>
  </details>`;
}

/** @param {Lectern} lectern @param {StepView} step @param {StepUse} use */
function controls(lectern, step, use) {
  const { words, room } = lectern;
  if (step.state === "agreed" || step.state === "dropped" || room.state.room.state !== "live") return nothing;
  if (!lectern.may("step.agree")) return nothing;
  const off = String(!lectern.isReady);
  const name = `step ${step.step}`;
  return html`<div class="row">
    ${step.state === "put"
      ? html`<button class="button" type="button" aria-disabled=${off} @click=${() => use.startAgreeing(step.step)}>
          ${words.say("step.agree")}
        </button>`
      : commandButton(lectern, { name, ...putting(step), label: words.say("step.put"), look: "quiet" })}
    <button class="button quiet" type="button" aria-disabled=${off} @click=${() => lectern.isReady && use.askToDrop(step)}>
      ${words.say("step.drop")}
    </button>
  </div>`;
}

/** @param {StepView} step */
function putting({ step }) {
  return { command: "step.put", fields: { step } };
}

/** @param {Lectern} lectern @param {StepView} step @param {StepUse} use */
function agreeForm(lectern, step, use) {
  const { words, room } = lectern;
  const id = `agree-${step.step}`;
  const today = dayIn(lectern.now(), document.body.dataset.timeZone);
  /** @param {SubmitEvent} event */
  function submit(event) {
    event.preventDefault();
    const data = new FormData(/** @type {HTMLFormElement} */ (event.target));
    use.agree(step.step, String(data.get("owner") ?? "").trim(), String(data.get("due") ?? ""));
  }
  return html`<form class="stack console-agree" novalidate @submit=${submit}>
    <div class="field">
      <label for="${id}-owner">${words.say("step.owner")}</label>
      <input id="${id}-owner" class="input" name="owner" list="${id}-people" dir="auto" maxlength="120" autocomplete="off" value=${use.draft?.owner ?? ""} />
      <datalist id="${id}-people">
        ${(room.state.people?.members ?? []).map((person) => html`<option value=${person.name}></option>`)}
      </datalist>
    </div>
    <div class="field">
      <label for="${id}-due">${words.say("step.due")}</label>
      <input id="${id}-due" class="input" name="due" type="date" min=${today} value=${use.draft?.days ? daysLater(today, use.draft.days) : ""} />
    </div>
    ${refusalLine(use.missing)}
    <div class="row">
      <button class="button" aria-disabled=${String(!lectern.isReady || lectern.isBusy(`step ${step.step}`))}>${words.say("step.agree")}</button>
      <button class="button quiet" type="button" @click=${() => use.startAgreeing(null)}>${words.say("cancel")}</button>
    </div>
  </form>`;
}
