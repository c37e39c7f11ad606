/** The form that merges two steps that say the same thing. */

import { html } from "lit-html";

import { formFoot } from "../../console/control.ts";
import type { Lectern } from "../../console/lectern.ts";
import { inputOf } from "../../../kit/events.ts";
import type { StepView } from "../../../room/engine/types.ts";
import { likestTo, wordsFor } from "./facts.ts";
import type { StepForms } from "./forms.ts";

export function mergeForm(lectern: Lectern, step: StepView, forms: StepForms) {
  const { words, room } = lectern;
  const key = `merge ${step.step}`;
  const id = `merge-${step.step}`;
  const others = likestTo(step, room.state.steps);
  const pad = forms.pad(key, () => ({ into: others[0]?.step ?? 0 }));
  // The chosen step may have been decided meanwhile.
  const into = others.find((other) => other.step === pad.into) ?? others[0];
  const leave = () => forms.leave(step.step, key);

  async function submit(event: Event) {
    event.preventDefault();
    if (!into || !(await lectern.act(key, "step.merge", { step: step.step, into: into.step }))) return;
    leave();
  }
  const label = (other: StepView) => `${words.number(other.step)}. ${wordsFor(other, room.state.me.language).text}`;
  return html`<form class="stack step-form-open" novalidate @submit=${submit}>
    <div class="field">
      <label for="${id}-into">${words.say("The step to keep")}</label>
      <p class="hint">${words.say("The owners go with it. The words stay in the history.")}</p>
      <select id="${id}-into" class="input" @change=${(event: Event) => ((pad.into = Number(inputOf(event).value)), forms.redraw())}>
        ${others.map((other) => html`<option value=${other.step} ?selected=${other === into}>${label(other)}</option>`)}
      </select>
    </div>
    ${into ? html`<p class="step-beside" dir="auto">${wordsFor(into, room.state.me.language).text}</p>` : ""}
    ${formFoot(lectern, { name: key, save: words.say("Make them one"), cancel: leave })}
  </form>`;
}
