// @ts-check
/**
 * The forms in which a step is worded anew or translated. Who was slower than somebody else keeps
 * what they typed, and reads the newer words beside it.
 */

import { html, nothing } from "lit-html";
import { live } from "lit-html/directives/live.js";

import { formFoot } from "../../console/control.js";
import { inputOf } from "../../lib/events.js";
import { baseOf } from "../wording.js";

/** @typedef {import("../../console/lectern.js").Lectern} Lectern */
/** @typedef {import("../../live/types.js").StepView} StepView */
/** @typedef {import("./forms.js").StepForms} StepForms */
/** @typedef {import("./pads.js").WordingPad} WordingPad */

/** @param {Lectern} lectern @param {StepView} step @param {StepForms} forms */
export function amendForm(lectern, step, forms) {
  const { words } = lectern;
  const key = `amend ${step.step}`;
  const pad = forms.pad(key, () => ({ language: step.language, text: step.text, base: baseOf(step, step.language) }));
  const current = { text: step.text, language: step.language, revision: baseOf(step, step.language) };
  const hints = [
    step.state === "put" ? words.say("step.amend_put") : "",
    Object.keys(step.texts).length ? words.say("step.amend_translated") : "",
  ].filter(Boolean);
  return wordingForm(lectern, step, forms, {
    key,
    pad,
    current,
    command: "step.amend",
    label: words.say("step.amend_text"),
    before: hints.length ? html`<p class="small quietly">${hints.join(" ")}</p>` : nothing,
    languages: languagesOf(lectern, step, () => true),
    choose: (language) => (pad.language = language),
    languageLabel: words.say("step.written_in"),
  });
}

/** @param {Lectern} lectern @param {StepView} step @param {StepForms} forms @param {string} [target] the language at first */
export function translateForm(lectern, step, forms, target) {
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
    // Words of the original that changed are what the translation has to follow.
    current: step.texts[language] === undefined
      ? { text: step.text, language: step.language, revision: baseOf(step, language) }
      : { text, language, revision: baseOf(step, language) },
    command: "step.translate",
    label: words.say("step.translation"),
    before: html`<p class="step-beside" lang=${step.language} dir="auto">${step.text}</p>`,
    languages,
    choose: (tag) => (chosen.language = tag),
    languageLabel: words.say("step.translate_into"),
  });
}

/** @param {Lectern} lectern @param {StepView} step @param {(tag: string) => boolean} which */
function languagesOf({ room }, step, which) {
  return [...new Set([...room.state.room.languages, step.language])].filter(which);
}

/**
 * @typedef {object} Wording
 * @property {string} key
 * @property {WordingPad} pad
 * @property {{text: string, language: string, revision: number}} current  the words that are there now
 * @property {"step.amend" | "step.translate"} command
 * @property {string} label
 * @property {unknown} before
 * @property {string[]} languages
 * @property {(language: string) => void} choose
 * @property {string} languageLabel
 */

/** @param {Lectern} lectern @param {StepView} step @param {StepForms} forms @param {Wording} wording */
function wordingForm(lectern, step, forms, { key, pad, current, command, label, before, languages, choose, languageLabel }) {
  const { words } = lectern;
  const id = `${command.replace(".", "-")}-${step.step}`;
  // One's own words come back before the answer to them.
  const isClash = current.revision !== pad.base && current.text !== pad.sent && !lectern.isBusy(key);
  const pads = [key, `translate ${step.step}`];
  const leave = () => forms.leave(step.step, ...pads);

  /** @param {Event} event */
  async function submit(event) {
    event.preventDefault();
    const text = pad.text.trim();
    forms.lacks(key, text ? "" : words.say("step.missing.text"));
    if (!text) return;
    // Whoever presses it has the newer words before their eyes.
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
      <select id="${id}-language" class="input" @change=${(/** @type {Event} */ event) => (choose(inputOf(event).value), forms.redraw())}>
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
        @input=${(/** @type {Event} */ event) => (pad.text = inputOf(event).value)}
      ></textarea>
    </div>
    <div role="status">
      ${isClash
        ? html`<div class="step-clash">
            <p class="small"><strong>${words.say("step.clash")}</strong></p>
            <p lang=${current.language} dir="auto">${current.text}</p>
            ${current.language === pad.language || command === "step.amend"
              ? html`<button class="button plain" type="button" @click=${take}>${words.say("step.clash_take")}</button>`
              : nothing}
          </div>`
        : nothing}
    </div>
    ${formFoot(lectern, { name: key, save: words.say(isClash ? "step.clash_save" : "step.save"), cancel: leave, lack: forms.lack(key) })}
  </form>`;
}
