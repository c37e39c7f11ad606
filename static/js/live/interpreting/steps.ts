/**
 * Draws the next steps at the interpreter's desk: the originals, with the form to translate them. The step that is put
 * to everyone has a place of its own, which is always in sight.
 */

import { html, nothing } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";

import type { Lectern } from "../console/lectern.ts";
import { stateName } from "../steps/names.ts";
import { buttonId, createStepForms, formId } from "../steps/console/forms.ts";
import { translateForm } from "../steps/console/wording.ts";
import { announce } from "../../kit/dom.ts";
import { drawInto } from "../../kit/view.ts";
import type { StepView } from "../../room/engine/types.ts";

/**
 * Shows those without a translation first. The heading is shown only when there are steps.
 * @param places `asked` has the step that is put to everyone, `list` the others
 */
export function mountSteps({ list, asked }: { list: HTMLElement; asked: HTMLElement }, lectern: Lectern, target: string) {
  const { words, room } = lectern;
  let redrawList: () => void = () => {};
  let redrawAsked: () => void = () => {};
  const forms = createStepForms(redraw);
  let askedNow = askedStep(room.state.steps, null, () => false);

  function redraw() {
    const before = askedNow;
    askedNow = askedStep(room.state.steps, askedNow, (step) => forms.opened(step) !== null);
    // A step leaves its place before it is drawn in the other, where its parts have the same ids.
    for (const draw of askedNow === null ? [redrawAsked, redrawList] : [redrawList, redrawAsked]) draw();
    const step = room.state.steps.find(({ step }) => step === askedNow);
    if (step && askedNow !== before) announce(lineOf(step));
  }

  const lineOf = (step: StepView) => `${words.say("Next step {n}", { n: step.step })} · ${words.say(stateName(step))}`;

  function askedTemplate() {
    const step = room.state.steps.find(({ step }) => step === askedNow);
    asked.hidden = !step;
    return step ? entry(step, "quiet") : nothing;
  }

  function template() {
    const shownSteps = stepsInOrder(room.state.steps, target).filter(({ step }) => step !== askedNow);
    list.hidden = shownSteps.length === 0;
    return html`<h2 class="console-part">${words.say("Next steps")}</h2>
      <div class="terms-list">${repeat(shownSteps, ({ step }) => step, (step) => entry(step))}</div>`;
  }

  function entry(step: StepView, look = "plain") {
    const translation = step.texts[target];
    const isOpen = forms.opened(step.step) === "translate";
    return html`<div class="terms-entry">
      <p class="small quietly">${lineOf(step)}</p>
      <p lang=${step.language} dir="auto">${step.text}</p>
      ${translation ? html`<p class="small quietly" lang=${target} dir="auto">${translation}</p>` : nothing}
      ${room.state.room.state === "live" && step.state !== "dropped"
        ? html`<button
            class="button ${look}"
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

  const noChange = () => () => {};
  drawInto(list, template, (draw) => ((redrawList = draw), noChange));
  drawInto(asked, askedTemplate, (draw) => ((redrawAsked = draw), noChange));
  return lectern.onChange(redraw);
}

/**
 * Returns the number of the step that has the place in sight: the one that is put to everyone. A step whose form is
 * open stays where it is, because somebody types in it.
 */
export function askedStep(steps: Pick<StepView, "step" | "state">[], before: number | null, isOpen: (step: number) => boolean) {
  if (before !== null && isOpen(before) && steps.some(({ step }) => step === before)) return before;
  const put = steps.find(({ state }) => state === "put");
  return put && !isOpen(put.step) ? put.step : null;
}

/** Orders the steps; leaves out those that were set aside. */
export function stepsInOrder(steps: StepView[], target: string) {
  const needs = ({ language, texts }: StepView) => language !== target && texts[target] === undefined;
  const rank = (step: StepView) => (step.state === "put" ? 2 : 0) + (needs(step) ? 1 : 0);
  return steps
    .filter(({ state }) => state !== "dropped")
    .sort((a, b) => rank(b) - rank(a) || a.step - b.step);
}
