/** The room's answers to a step while it is put, and its outcome with the arithmetic. */

import { html, nothing } from "lit-html";

import { formFoot } from "../../console/control.ts";
import type { Lectern } from "../../console/lectern.ts";
import { inputOf } from "../../../kit/events.ts";
import { isolated } from "../../../kit/texts.ts";
import type { Counts, StepView } from "../../../room/engine/types.ts";
import { ANSWERS } from "../list.ts";
import { answeredIn, attendanceOf } from "./facts.ts";
import type { StepForms } from "./forms.ts";

/** How many of those present have answered, against the quorum. */
export function attendance({ words, room }: Lectern, step: StepView) {
  const { people, terms } = room.state;
  const { answered, present, quorum, isReached } = attendanceOf(step.counts, people, terms.quorum);
  return html`<p class="console-card-state number">
    <strong>${words.say("step.answered_of", { n: answered, present })}</strong> · ${words.say("step.quorum_needs", { n: quorum })}
    ${isReached && answered > 0 ? html` · <span class="step-reached">${words.say("step.quorum_reached")}</span>` : nothing}
  </p>`;
}

export function answerBars({ words }: Lectern, counts: Counts) {
  const all = Math.max(1, answeredIn(counts));
  return html`<ul class="bars step-bars">
    ${ANSWERS.map(
      (answer) => html`<li>
        <p class="bar-words">
          <span>${words.say(`answer.${answer}`)}</span>
          <span class="bar-number">${words.number(counts[answer] ?? 0)}</span>
        </p>
        <progress class="bar" max=${all} .value=${counts[answer] ?? 0} aria-label=${words.say(`answer.${answer}`)}></progress>
      </li>`,
    )}
  </ul>`;
}

/** With the language in which each reason was written. */
export function reasons({ words }: Lectern, step: StepView) {
  const given = (step.reasons ?? []).filter(({ reason }) => reason !== "");
  if (given.length === 0) return nothing;
  return html`<details class="console-why" ?open=${step.state === "put" || step.state === "closed"}>
    <summary>${words.say("step.reasons", { n: given.length })}</summary>
    <ul class="console-reasons">
      ${given.map(
        ({ name, answer, reason, language }) => html`<li>
          <p class="small quietly"><bdi>${name}</bdi> · ${words.say(`answer.${answer}`)} · ${words.nameOf(language)}</p>
          <p lang=${language} dir="auto">${reason}</p>
        </li>`,
      )}
    </ul>
  </details>`;
}

export function outcome(lectern: Lectern, step: StepView) {
  const { words } = lectern;
  const found = step.outcome;
  if (!found || step.state === "put" || step.state === "closed") return nothing;
  const { agree, reserve, disagree } = found.counts;
  const values = { agreed: agree + reserve, against: disagree, needed: found.needed, accepted: found.owners_accepted };
  return html`<div class="step-outcome" data-verdict=${found.recorded}>
    <p><strong>${words.say(`outcome.${found.recorded}`)}</strong></p>
    <p class="small number">
      ${words.say("outcome.answered", { answered: found.answered, present: found.present, quorum: found.quorum })}
      ${words.say(`outcome.rule.${found.rule}`, values)}
      ${found.late ? words.say("outcome.late", { n: found.late }) : nothing}
    </p>
    ${found.overruled_by
      ? html`<p class="small">${words.say("outcome.overruled", {
          name: isolated(found.overruled_by),
          outcome: words.say(`outcome.${found.computed}`),
          reason: isolated(found.reason),
        })}</p>`
      : nothing}
    ${found.version === step.version ? nothing : html`<p class="small step-lacks">${words.say("outcome.old")}</p>`}
  </div>`;
}

/** Whether a host may record another outcome of the step now. */
export function canOverrule({ outcome: found, state, version }: StepView) {
  return found !== null && found.version === version && ["proposed", "agreed", "owned"].includes(state);
}

export function overruleForm(lectern: Lectern, step: StepView, forms: StepForms) {
  const { words } = lectern;
  const key = `overrule ${step.step}`;
  const id = `overrule-${step.step}`;
  const pad = forms.pad(key, () => ({ reason: "" }));
  const other = step.outcome?.recorded === "agreed" ? "not_agreed" : "agreed";
  const leave = () => forms.leave(step.step, key);

  async function submit(event: Event) {
    event.preventDefault();
    const reason = pad.reason.trim();
    forms.lacks(key, reason ? "" : words.say("outcome.missing"));
    if (!reason) return;
    await forms.save(() => lectern.act(key, "step.decide", { step: step.step, outcome: other, reason }), step.step, key);
  }
  return html`<form class="stack step-form-open" novalidate @submit=${submit}>
    <p>${words.say("outcome.which")}: <strong>${words.say(`outcome.${other}`)}</strong></p>
    <div class="field">
      <label for="${id}-reason">${words.say("outcome.reason")}</label>
      <textarea id="${id}-reason" class="input" rows="2" maxlength="500" dir="auto" required @input=${(event: Event) => (pad.reason = inputOf(event).value)}>${pad.reason}</textarea>
    </div>
    ${formFoot(lectern, { name: key, save: words.say("outcome.save"), cancel: leave, lack: forms.lack(key) })}
  </form>`;
}
