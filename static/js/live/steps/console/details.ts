/** Shows dates, indicator and evidence of a step, and draws the form that changes them. */

import { html, nothing } from "lit-html";
import { live } from "lit-html/directives/live.js";

import { formFoot } from "../../console/control.ts";
import type { Lectern } from "../../console/lectern.ts";
import { dayIn } from "../../console/session_time.ts";
import { dayInWords } from "../../../kit/days.ts";
import { inputOf } from "../../../kit/events.ts";
import { isolated } from "../../../kit/texts.ts";
import { msg, type Msg } from "../../../kit/words.ts";
import type { StepView } from "../../../room/engine/types.ts";
import { worded } from "../wording.ts";
import type { StepForms } from "./forms.ts";
import { clashesOf, type Detail, detailFields, detailPad, DETAILS, isDate, valueOf } from "./pads.ts";

const CLASH = msg("Changed by somebody else meanwhile. Yours is still in the field:");
const NAMES: Record<Detail, Msg> = {
  due: msg("Due date"),
  check_back: msg("Check back on"),
  indicator: msg("Indicator"),
  evidence: msg("Evidence wanted"),
};

export function detailFacts({ words, room }: Lectern, step: StepView) {
  const { due, check_back, evidence } = step;
  const { indicator } = worded(step, room.state.me);
  const day = (date: string) => isolated(dayInWords(date, words.language));
  const facts = [
    due && words.say("Due date: {date}", { date: day(due) }),
    check_back && words.say("Check back: {date}", { date: day(check_back) }),
    indicator && words.say("Indicator: {text}", { text: isolated(indicator) }),
    evidence && words.say("Evidence: {text}", { text: isolated(evidence) }),
  ].filter(Boolean);
  return facts.length ? html`<ul class="step-facts">${facts.map((fact) => html`<li>${fact}</li>`)}</ul>` : nothing;
}

export function detailForm(lectern: Lectern, step: StepView, forms: StepForms) {
  const { words } = lectern;
  const key = `details ${step.step}`;
  const id = `details-${step.step}`;
  const today = dayIn(lectern.now(), document.body.dataset.timeZone);
  const pad = forms.pad(key, () => detailPad(step));
  const clashes = clashesOf(pad, step);
  const isClash = Object.keys(clashes).length > 0;
  const leave = () => forms.leave(step.step, key);

  async function submit(event: Event) {
    event.preventDefault();
    if (Object.keys(pad.typed).length === 0) return leave();
    pad.sent = { ...pad.typed };
    await forms.save(() => lectern.act(key, "step.detail", detailFields(pad, step)), step.step, key);
  }
  function clash(name: Detail) {
    const newerValue = clashes[name];
    if (newerValue === undefined) return nothing;
    const newerText = newerValue === "" ? words.say("nothing") : isDate(name) ? dayInWords(newerValue, words.language) : newerValue;
    const take = () => {
      delete pad.typed[name];
      forms.redraw();
    };
    return html`<div class="step-clash">
      <p class="small"><strong>${words.say(CLASH)}</strong> <bdi>${newerText}</bdi></p>
      <button class="button plain" type="button" @click=${take}
        >${words.say("Take this")}<span class="unseen">: ${words.say(NAMES[name])}</span></button
      >
    </div>`;
  }
  const field = (name: Detail) => html`<div class="field">
    <label for="${id}-${name}">${words.say(NAMES[name])}</label>
    <input
      id="${id}-${name}"
      class="input"
      name=${name}
      type=${isDate(name) ? "date" : "text"}
      min=${isDate(name) ? today : nothing}
      dir=${isDate(name) ? nothing : "auto"}
      maxlength=${isDate(name) ? nothing : 300}
      autocomplete="off"
      .value=${live(valueOf(pad, step, name))}
      @input=${(event: Event) => (pad.typed[name] = inputOf(event).value)}
    />
    <div role="status">${clash(name)}</div>
  </div>`;
  return html`<form class="stack step-form-open" novalidate @submit=${submit}>
    <div class="step-details">${DETAILS.map(field)}</div>
    ${formFoot(lectern, { name: key, save: words.say(isClash ? "Save mine instead" : "Save"), cancel: leave })}
  </form>`;
}
