// @ts-check
/** The form that makes two steps that say the same one. */

import { html } from "lit-html";

import { formFoot } from "../../console/control.js";
import { inputOf } from "../../lib/events.js";
import { likestTo, wordsFor } from "./facts.js";

/** @typedef {import("../../console/lectern.js").Lectern} Lectern */
/** @typedef {import("../../live/types.js").StepView} StepView */
/** @typedef {import("./forms.js").StepForms} StepForms */

/** @param {Lectern} lectern @param {StepView} step @param {StepForms} forms */
export function mergeForm(lectern, step, forms) {
  const { words, room } = lectern;
  const key = `merge ${step.step}`;
  const id = `merge-${step.step}`;
  const others = likestTo(step, room.state.steps);
  const pad = forms.pad(key, () => ({ into: others[0]?.step ?? 0 }));
  // What was chosen may have been decided meanwhile.
  const into = others.find((other) => other.step === pad.into) ?? others[0];
  const leave = () => forms.leave(step.step, key);

  /** @param {Event} event */
  async function submit(event) {
    event.preventDefault();
    if (!into || !(await lectern.act(key, "step.merge", { step: step.step, into: into.step }))) return;
    leave();
  }
  const label = (/** @type {StepView} */ other) => `${words.number(other.step)}. ${wordsFor(other, room.state.me.language).text}`;
  return html`<form class="stack step-form-open" novalidate @submit=${submit}>
    <div class="field">
      <label for="${id}-into">${words.say("step.merge_into")}</label>
      <p class="hint">${words.say("step.merge_hint")}</p>
      <select id="${id}-into" class="input" @change=${(/** @type {Event} */ event) => ((pad.into = Number(inputOf(event).value)), forms.redraw())}>
        ${others.map((other) => html`<option value=${other.step} ?selected=${other === into}>${label(other)}</option>`)}
      </select>
    </div>
    ${into ? html`<p class="step-beside" dir="auto">${wordsFor(into, room.state.me.language).text}</p>` : ""}
    ${formFoot(lectern, { name: key, save: words.say("step.merge_save"), cancel: leave })}
  </form>`;
}
