/**
 * The forms that reword or translate a step. A writer who was slower than somebody else keeps the typed text,
 * and reads the newer wording beside it.
 */

import { html, nothing } from "lit-html";
import { live } from "lit-html/directives/live.js";

import { formFoot } from "../../console/control.ts";
import type { Lectern } from "../../console/lectern.ts";
import { inputOf } from "../../../kit/events.ts";
import { msg } from "../../../kit/words.ts";
import type { StepView } from "../../../room/engine/types.ts";
import { baseOf } from "../wording.ts";
import type { StepForms } from "./forms.ts";
import type { WordingPad } from "./pads.ts";

const CLASH = msg("Somebody else reworded it meanwhile. Yours is still in the field:");

export function amendForm(lectern: Lectern, step: StepView, forms: StepForms) {
  const { words } = lectern;
  const key = `amend ${step.step}`;
  const pad = forms.pad(key, () => ({ language: step.language, text: step.text, base: baseOf(step, step.language) }));
  const current = { text: step.text, language: step.language, revision: baseOf(step, step.language) };
  const hints = [
    step.state === "put" ? words.say("It is put to everyone: rewording it clears the answers.") : "",
    Object.keys(step.texts).length ? words.say("It will have to be translated again.") : "",
  ].filter(Boolean);
  return wordingForm(lectern, step, forms, {
    key,
    pad,
    current,
    command: "step.amend",
    label: words.say("New wording"),
    before: hints.length ? html`<p class="small quietly">${hints.join(" ")}</p>` : nothing,
    languages: languagesOf(lectern, step, () => true),
    choose: (language) => (pad.language = language),
    languageLabel: words.say("Written in"),
  });
}

/** @param target the language that is selected at first */
export function translateForm(lectern: Lectern, step: StepView, forms: StepForms, target?: string) {
  const { words, room } = lectern;
  const languages = languagesOf(lectern, step, (tag) => tag !== step.language);
  if (languages.length === 0) return nothing;
  const wanted = target ?? room.state.me.language;
  const missing = languages.find((tag) => step.texts[tag] === undefined);
  const first = languages.includes(wanted) ? wanted : (missing ?? languages[0] ?? "");
  const chosen = forms.pad(`translate ${step.step}`, () => ({ language: first }));
  const { language } = chosen;
  const key = `translate ${step.step} ${language}`;
  const text = step.texts[language] ?? "";
  const pad = forms.pad(key, () => ({ language, text, base: baseOf(step, language) }));
  return wordingForm(lectern, step, forms, {
    key,
    pad,
    // If words of the original changed, the translation must follow them.
    current: step.texts[language] === undefined
      ? { text: step.text, language: step.language, revision: baseOf(step, language) }
      : { text, language, revision: baseOf(step, language) },
    command: "step.translate",
    label: words.say("Translation"),
    before: html`<p class="step-beside" lang=${step.language} dir="auto">${step.text}</p>`,
    languages,
    choose: (tag) => (chosen.language = tag),
    languageLabel: words.say("Into"),
  });
}

function languagesOf({ room }: Lectern, step: StepView, which: (tag: string) => boolean) {
  return [...new Set([...room.state.room.languages, step.language])].filter(which);
}

interface Wording {
  key: string;
  pad: WordingPad;
  /** The present wording. */
  current: { text: string; language: string; revision: number };
  command: "step.amend" | "step.translate";
  label: string;
  before: unknown;
  languages: string[];
  choose: (language: string) => void;
  languageLabel: string;
}

function wordingForm(
  lectern: Lectern,
  step: StepView,
  forms: StepForms,
  { key, pad, current, command, label, before, languages, choose, languageLabel }: Wording,
) {
  const { words } = lectern;
  const id = `${command.replace(".", "-")}-${step.step}`;
  // The writer's own words may return before the answer to the command.
  const isClash = current.revision !== pad.base && current.text !== pad.sent && !lectern.isBusy(key);
  const pads = [key, `translate ${step.step}`];
  const leave = () => forms.leave(step.step, ...pads);

  async function submit(event: Event) {
    event.preventDefault();
    const text = pad.text.trim();
    forms.lacks(key, text ? "" : words.say("Write what should be done."));
    if (!text) return;
    // A writer who presses the button has seen the newer wording.
    const base = current.revision;
    Object.assign(pad, { base, sent: text });
    const fields = { step: step.step, text, language: pad.language, base };
    await forms.save(() => lectern.act(key, command, fields), step.step, ...pads);
  }
  function take() {
    Object.assign(pad, { text: current.text, base: current.revision, ...(command === "step.amend" ? { language: current.language } : {}) });
    forms.redraw();
  }
  return html`<form class="stack step-form-open" novalidate @submit=${submit}>
    ${before}
    <div class="field">
      <label for="${id}-language">${languageLabel}</label>
      <select id="${id}-language" class="input" @change=${(event: Event) => (choose(inputOf(event).value), forms.redraw())}>
        ${languages.map((tag) => html`<option value=${tag} .selected=${live(tag === pad.language)}>${words.nameOf(tag)}</option>`)}
      </select>
    </div>
    <div class="field">
      <label for="${id}-text">${label}</label>
      <textarea
        id="${id}-text"
        class="input"
        rows="3"
        maxlength="500"
        dir="auto"
        lang=${pad.language}
        .value=${live(pad.text)}
        @input=${(event: Event) => (pad.text = inputOf(event).value)}
      ></textarea>
    </div>
    <div role="status">
      ${isClash
        ? html`<div class="step-clash">
            <p class="small"><strong>${words.say(CLASH)}</strong></p>
            <p lang=${current.language} dir="auto">${current.text}</p>
            ${current.language === pad.language || command === "step.amend"
              ? html`<button class="button plain" type="button" @click=${take}>
                  ${words.say("Take these words")}
                </button>`
              : nothing}
          </div>`
        : nothing}
    </div>
    ${formFoot(lectern, {
      name: key,
      save: words.say(isClash ? "Save mine instead" : "Save"),
      cancel: leave,
      lack: forms.lack(key),
    })}
  </form>`;
}
