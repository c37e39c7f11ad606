// @ts-check
/** The form for a poll made on the spot. */

import { html, nothing, render } from "lit-html";
import { live } from "lit-html/directives/live.js";

import { refusalLine } from "../../console/control.js";
import { close } from "../../console/dialogs.js";
import { announce } from "../../lib/dom.js";
import { inputOf } from "../../lib/events.js";
import * as form from "./form.js";
import { details, kinds } from "./make_kinds.js";

/** @typedef {import("../../console/lectern.js").Lectern} Lectern */
/** @typedef {import("./form.js").PollDraft} PollDraft */
/** @typedef {(change: (draft: PollDraft) => PollDraft) => void} Change */

const CONTROL = "poll.create";

/** @param {HTMLElement} element  inside the dialog @param {Lectern} lectern */
export function mountMakePoll(element, lectern) {
  const empty = () => form.emptyDraft(lectern.room.state.me.language, lectern.room.state.room.languages);
  let draft = empty();
  let isChecked = false;
  element.textContent = "";

  /** @type {Change} */
  function change(next) {
    draft = next(draft);
    redraw();
  }

  function redraw() {
    const missing = isChecked ? form.missingIn(draft) : null;
    const wrong = missing ? lectern.words.say(`make.missing.${missing}`) : lectern.refusalOf(CONTROL);
    render(formView(lectern, draft, { change, submit, wrong }), element);
  }

  /** @param {Event} event */
  async function submit(event) {
    event.preventDefault();
    isChecked = true;
    redraw();
    if (form.missingIn(draft) !== null) return;
    if (!(await lectern.act(CONTROL, "poll.create", form.commandFields(draft)))) return;
    draft = empty();
    isChecked = false;
    redraw();
    close("make-dialog");
    // It stands on top of the polls, however far down the button was.
    document.getElementById("run")?.scrollTo(0, 0);
    announce(lectern.words.say("make.made"));
  }

  redraw();
  return lectern.onChange(redraw);
}

/**
 * @param {Lectern} lectern
 * @param {PollDraft} draft
 * @param {{ change: Change, submit: (event: Event) => void, wrong: string }} how
 */
function formView(lectern, draft, { change, submit, wrong }) {
  const { words } = lectern;
  const others = form.otherLanguages(draft);
  const off = !lectern.isFree(CONTROL);
  return html`<form class="stack" novalidate @submit=${submit}>
    ${kinds(words, draft, change)} ${details(lectern, draft, change)} ${written(words, draft, change, lectern.room.state.room.languages)}
    ${wordingFields(words, draft, draft.language, change)}
    ${others.length ? translations(words, draft, others, change) : nothing}
    <div class="dialog-foot">
      ${refusalLine(wrong)}
      <div class="row">
        <button class="button" aria-disabled=${String(off)}>${words.say("make.send")}</button>
        <button class="button quiet" type="button" data-closes>${words.say("cancel")}</button>
      </div>
    </div>
  </form>`;
}

/** @typedef {import("../../lib/words.js").Words} Words */

/** @param {Words} words @param {PollDraft} draft @param {Change} change @param {string[]} languages */
function written(words, draft, change, languages) {
  if (languages.length < 2) return nothing;
  return html`<div class="field">
    <label for="make-language">${words.say("make.language")}</label>
    <select
      id="make-language"
      class="input"
      @change=${(/** @type {Event} */ event) => change((each) => ({ ...each, language: inputOf(event).value }))}
    >
      ${languages.map((tag) => html`<option value=${tag} .selected=${tag === draft.language}>${words.nameOf(tag)}</option>`)}
    </select>
  </div>`;
}

/** @param {Words} words @param {PollDraft} draft @param {string[]} languages @param {Change} change */
function translations(words, draft, languages, change) {
  return html`<details class="make-translations">
    <summary>${words.say("make.translations")}</summary>
    <p class="small quietly">${words.say("make.translations_hint")}</p>
    ${languages.map(
      (language) => html`<fieldset class="stack">
        <legend class="console-part">${words.nameOf(language)}</legend>
        ${wordingFields(words, draft, language, change)}
      </fieldset>`,
    )}
  </details>`;
}

/** @param {Words} words @param {PollDraft} draft @param {string} language @param {Change} change */
function wordingFields(words, draft, language, change) {
  const { question, options } = form.wordingOf(draft, language);
  const isOwn = language === draft.language;
  const id = `make-${language}`;
  return html`
    <div class="field">
      <label for="${id}-question">${words.say("make.question")}</label>
      <input
        id="${id}-question"
        class="input"
        lang=${language}
        dir="auto"
        maxlength="300"
        ?autofocus=${isOwn}
        .value=${live(question)}
        @input=${typed(change, (draft, text) => form.withQuestion(draft, language, text))}
      />
    </div>
    ${(form.hasOptions(draft) ? options : []).map((text, index) => optionRow(words, draft, { language, index, text, isOwn, id, change }))}
    ${isOwn && form.hasOptions(draft) && options.length < form.MOST_OPTIONS
      ? html`<button class="button quiet" type="button" @click=${() => change(form.withOption)}>
          ${words.say("make.add")}
        </button>`
      : nothing}
  `;
}

/**
 * @param {Words} words
 * @param {PollDraft} draft
 * @param {{ language: string, index: number, text: string, isOwn: boolean, id: string, change: Change }} row
 */
function optionRow(words, draft, { language, index, text, isOwn, id, change }) {
  const n = index + 1;
  return html`<div class="make-option">
    <div class="field">
      <label for="${id}-${n}">${words.say(draft.kind === "scale" ? "make.point" : "make.option", { n })}</label>
      <input
        id="${id}-${n}"
        class="input"
        lang=${language}
        dir="auto"
        maxlength="200"
        .value=${live(text)}
        @input=${typed(change, (draft, text) => form.withOptionText(draft, language, index, text))}
      />
    </div>
    ${isOwn && form.isQuiz(draft)
      ? html`<label class="choice make-right">
          <input
            type=${draft.kind === "single" ? "radio" : "checkbox"}
            name="make-correct"
            aria-label=${words.say("make.correct", { n })}
            .checked=${live(draft.correct.includes(index))}
            @change=${() => change((each) => form.withCorrect(each, index))}
          /><span aria-hidden="true">${words.say("poll.correct")}</span>
        </label>`
      : nothing}
    ${isOwn && form.optionCount(draft) > form.FEWEST_OPTIONS
      ? html`<button
          class="button plain"
          type="button"
          aria-label=${words.say("make.remove", { n })}
          @click=${() => change((each) => form.withoutOption(each, index))}
        >
          ✕
        </button>`
      : nothing}
  </div>`;
}

/** @param {Change} change @param {(draft: PollDraft, text: string) => PollDraft} next */
function typed(change, next) {
  return (/** @type {Event} */ event) => {
    const { value } = inputOf(event);
    change((draft) => next(draft, value));
  };
}
