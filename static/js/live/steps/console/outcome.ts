/** Shows the room's answers to a step while it is put, and its outcome with the arithmetic. */

import { html, nothing } from "lit-html";

import { formFoot } from "../../console/control.ts";
import type { Lectern } from "../../console/lectern.ts";
import { inputOf } from "../../../kit/events.ts";
import { isolated } from "../../../kit/texts.ts";
import { msg, type Msg } from "../../../kit/words.ts";
import type { Counts, Rule, StepView } from "../../../room/engine/types.ts";
import { ANSWERS } from "../list.ts";
import { ANSWER_NAMES, VERDICT_NAMES } from "../names.ts";
import { answeredIn, attendanceOf } from "./facts.ts";
import type { StepForms } from "./forms.ts";

export const ANSWERED = msg("{n} of {present} answered", "{n} of {present} answered");

const ARITHMETIC: Record<Rule, Msg> = {
  consent: msg("Agreed if somebody agrees and nobody disagrees: {agreed} for, {against} against."),
  majority: msg("More than half: {agreed} for, needed: {needed}."),
  two_thirds: msg("Two thirds: {agreed} for, needed: {needed}."),
  owners: msg("By the owners: {accepted} accepted, needed: {needed}."),
};

const LATE = msg(
  "{n} answer given in time came after the close and counts.",
  "{n} answers given in time came after the close and count.",
);
const OUTDATED = msg("This was for the previous wording. Put the step to everyone again.");

/** Says how many of those present have answered, against the quorum. */
export function attendance({ words, room }: Lectern, step: StepView) {
  const { people, terms } = room.state;
  const { answered, present, quorum, isReached } = attendanceOf(step.counts, people, terms.quorum);
  return html`<p class="console-card-state number">
    <strong>${words.say(ANSWERED, { n: answered, present })}</strong> · ${words.say("quorum: {n}", { n: quorum })}
    ${isReached && answered > 0 ? html` · <span class="step-reached">${words.say("quorum reached")}</span>` : nothing}
  </p>`;
}

export function answerBars({ words }: Lectern, counts: Counts) {
  const total = Math.max(1, answeredIn(counts));
  return html`<ul class="bars step-bars">
    ${ANSWERS.map(
      (answer) => html`<li>
        <p class="bar-words">
          <span>${words.say(ANSWER_NAMES[answer])}</span>
          <span class="bar-number">${words.number(counts[answer] ?? 0)}</span>
        </p>
        <progress
          class="bar"
          max=${total}
          .value=${counts[answer] ?? 0}
          aria-label=${words.say(ANSWER_NAMES[answer])}
        ></progress>
      </li>`,
    )}
  </ul>`;
}

/** Draws the reasons, with the language in which each was written. */
export function reasons({ words }: Lectern, step: StepView) {
  const givenReasons = (step.reasons ?? []).filter(({ reason }) => reason !== "");
  if (givenReasons.length === 0) return nothing;
  return html`<details class="console-why" ?open=${step.state === "put" || step.state === "closed"}>
    <summary>${words.say(msg("{n} reason", "{n} reasons"), { n: givenReasons.length })}</summary>
    <ul class="console-reasons">
      ${givenReasons.map(
        ({ name, answer, reason, language }) => html`<li>
          <p class="small quietly">
            <bdi>${name}</bdi> · ${words.say(ANSWER_NAMES[answer])} · ${words.nameOf(language)}
          </p>
          <p lang=${language} dir="auto">${reason}</p>
        </li>`,
      )}
    </ul>
  </details>`;
}

export function outcome(lectern: Lectern, step: StepView) {
  const { words } = lectern;
  const result = step.outcome;
  if (!result || step.state === "put" || step.state === "closed") return nothing;
  const { answered, present, quorum } = result;
  const { agree, reserve, disagree } = result.counts;
  const values = { agreed: agree + reserve, against: disagree, needed: result.needed, accepted: result.owners_accepted };
  return html`<div class="step-outcome" data-verdict=${result.recorded}>
    <p><strong>${words.say(VERDICT_NAMES[result.recorded])}</strong></p>
    <p class="small number">
      ${words.say("Answered: {answered} of {present} present; quorum: {quorum}.", { answered, present, quorum })}
      ${words.say(ARITHMETIC[result.rule], values)}
      ${result.late ? words.say(LATE, { n: result.late }) : nothing}
    </p>
    ${result.overruled_by
      ? html`<p class="small">${words.say("Recorded by {name} instead of “{outcome}”: {reason}", {
          name: isolated(result.overruled_by),
          outcome: words.say(VERDICT_NAMES[result.computed]),
          reason: isolated(result.reason),
        })}</p>`
      : nothing}
    ${result.version === step.version ? nothing : html`<p class="small step-lacks">${words.say(OUTDATED)}</p>`}
  </div>`;
}

/** Returns whether a host may record another outcome of the step now. */
export function canOverrule({ outcome: result, state, version }: StepView) {
  return result !== null && result.version === version && ["proposed", "agreed", "owned"].includes(state);
}

export function overruleForm(lectern: Lectern, step: StepView, forms: StepForms) {
  const { words } = lectern;
  const key = `overrule ${step.step}`;
  const id = `overrule-${step.step}`;
  const pad = forms.pad(key, () => ({ reason: "" }));
  const newOutcome = step.outcome?.recorded === "agreed" ? "not_agreed" : "agreed";
  const leave = () => forms.leave(step.step, key);

  async function submit(event: Event) {
    event.preventDefault();
    const reason = pad.reason.trim();
    forms.lacks(key, reason ? "" : words.say("Write why."));
    if (!reason) return;
    await forms.save(() => lectern.act(key, "step.decide", { step: step.step, outcome: newOutcome, reason }), step.step, key);
  }
  return html`<form class="stack step-form-open" novalidate @submit=${submit}>
    <p>${words.say("The outcome to record")}: <strong>${words.say(VERDICT_NAMES[newOutcome])}</strong></p>
    <div class="field">
      <label for="${id}-reason">${words.say("Why (it stays in the report)")}</label>
      <textarea id="${id}-reason" class="input" rows="2" maxlength="500" dir="auto" required @input=${(event: Event) => (pad.reason = inputOf(event).value)}>${pad.reason}</textarea>
    </div>
    ${formFoot(lectern, { name: key, save: words.say("Record it"), cancel: leave, lack: forms.lack(key) })}
  </form>`;
}
