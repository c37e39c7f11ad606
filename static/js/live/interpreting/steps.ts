/** Draws the next steps at the interpreter's desk: the originals, with the form to translate them. */

import { html, nothing } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";

import type { Lectern } from "../console/lectern.ts";
import { stateName } from "../steps/names.ts";
import { buttonId, createStepForms, formId } from "../steps/console/forms.ts";
import { translateForm } from "../steps/console/wording.ts";
import { drawInto } from "../../kit/view.ts";
import type { StepView } from "../../room/engine/types.ts";

/** Shows the step being put first, then those without a translation. The heading is shown only when there are steps. */
export function mountSteps(element: HTMLElement, lectern: Lectern, target: string) {
  const { words, room } = lectern;
  let redraw: () => void = () => {};
  const forms = createStepForms(() => redraw());

  function template() {
    const shownSteps = stepsInOrder(room.state.steps, target);
    element.hidden = shownSteps.length === 0;
    return html`<h2 class="console-part">${words.say("Next steps")}</h2>
      <div class="terms-list">${repeat(shownSteps, ({ step }) => step, (step) => entry(step))}</div>`;
  }

  function entry(step: StepView) {
    const translation = step.texts[target];
    const isOpen = forms.opened(step.step) === "translate";
    return html`<div class="terms-entry">
      <p class="small quietly">
        ${words.say("Next step {n}", { n: step.step })} · ${words.say(stateName(step))}
      </p>
      <p lang=${step.language} dir="auto">${step.text}</p>
      ${translation ? html`<p class="small quietly" lang=${target} dir="auto">${translation}</p>` : nothing}
      ${room.state.room.state === "live" && step.state !== "dropped"
        ? html`<button
            class="button plain"
            type="button"
            id=${buttonId(step.step, "translate")}
            aria-expanded=${String(isOpen)}
            aria-controls=${formId(step.step)}
            @click=${() => forms.toggle(step.step, "translate")}
          >
            ${words.say("Translate")}
          </button>`
        : nothing}
      <div id=${formId(step.step)}>${isOpen ? translateForm(lectern, step, forms, target) : nothing}</div>
    </div>`;
  }

  return drawInto(element, template, (draw) => {
    redraw = draw;
    return lectern.onChange(draw);
  });
}

/** Orders the steps; leaves out those that were set aside. */
export function stepsInOrder(steps: StepView[], target: string) {
  const needs = ({ language, texts }: StepView) => language !== target && texts[target] === undefined;
  const rank = (step: StepView) => (step.state === "put" ? 2 : 0) + (needs(step) ? 1 : 0);
  return steps
    .filter(({ state }) => state !== "dropped")
    .sort((a, b) => rank(b) - rank(a) || a.step - b.step);
}
