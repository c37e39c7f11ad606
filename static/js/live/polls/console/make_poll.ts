/** Draws the form for a poll made during the session. */

import { html, nothing, render } from "lit-html";
import { live } from "lit-html/directives/live.js";

import { refusalLine } from "../../console/control.ts";
import { close } from "../../console/dialogs.ts";
import type { Lectern } from "../../console/lectern.ts";
import { announce } from "../../../kit/dom.ts";
import { inputOf } from "../../../kit/events.ts";
import { msg, type Msg, type Words } from "../../../kit/words.ts";
import * as form from "./form.ts";
import type { PollDraft } from "./form.ts";
import { details, kinds } from "./make_kinds.ts";

export type Change = (change: (draft: PollDraft) => PollDraft) => void;

const CONTROL = "poll.create";

const OPTIONAL = msg("Optional. Participants who read another language see the poll as it was written.");

const MISSING: Record<form.Missing, Msg> = {
  question: msg("Write the question."),
  options: msg("Fill in every option, or remove it."),
  same: msg("Two options are the same."),
  correct: msg("Mark the correct answer."),
  translation: msg("A translation needs the question and every option."),
  points: msg("Write how many points there are, from 2 to 100."),
  right: msg("Write the correct number in digits."),
};

/** @param element inside the dialog */
export function mountMakePoll(element: HTMLElement, lectern: Lectern) {
  const empty = () => form.emptyDraft(lectern.room.state.me.language, lectern.room.state.room.languages);
  let draft = empty();
  let isChecked = false;
  element.textContent = "";

  function change(next: (draft: PollDraft) => PollDraft): void {
    draft = next(draft);
    redraw();
  }

  function redraw() {
    const missing = isChecked ? form.missingIn(draft) : null;
    const wrong = missing ? lectern.words.say(MISSING[missing]) : lectern.refusalOf(CONTROL);
    render(formView(lectern, draft, { change, submit, wrong }), element);
  }

  async function submit(event: Event) {
    event.preventDefault();
    isChecked = true;
    redraw();
    if (form.missingIn(draft) !== null) return;
    if (!(await lectern.act(CONTROL, "poll.create", form.commandFields(draft)))) return;
    draft = empty();
    isChecked = false;
    redraw();
    close("make-dialog");
    // The new poll stands at the top, however far down the button was.
    document.getElementById("run")?.scrollTo(0, 0);
    announce(lectern.words.say("The poll is made. Open it when you are ready."));
  }

  redraw();
  return lectern.onChange(redraw);
}

function formView(
  lectern: Lectern,
  draft: PollDraft,
  { change, submit, wrong }: { change: Change; submit: (event: Event) => void; wrong: string },
) {
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
        <button class="button" aria-disabled=${String(off)}>${words.say("Make the poll")}</button>
        <button class="button quiet" type="button" data-closes>${words.say("Cancel")}</button>
      </div>
    </div>
  </form>`;
}

function written(words: Words, draft: PollDraft, change: Change, languages: string[]) {
  if (languages.length < 2) return nothing;
  return html`<div class="field">
    <label for="make-language">${words.say("Written in")}</label>
    <select
      id="make-language"
      class="input"
      @change=${(event: Event) => change((each) => ({ ...each, language: inputOf(event).value }))}
    >
      ${languages.map((tag) => html`<option value=${tag} .selected=${tag === draft.language}>${words.nameOf(tag)}</option>`)}
    </select>
  </div>`;
}

function translations(words: Words, draft: PollDraft, languages: string[], change: Change) {
  return html`<details class="make-translations">
    <summary>${words.say("Translations")}</summary>
    <p class="small quietly">${words.say(OPTIONAL)}</p>
    ${languages.map(
      (language) => html`<fieldset class="stack">
        <legend class="console-part">${words.nameOf(language)}</legend>
        ${wordingFields(words, draft, language, change)}
      </fieldset>`,
    )}
  </details>`;
}

function wordingFields(words: Words, draft: PollDraft, language: string, change: Change) {
  const { question, options } = form.wordingOf(draft, language);
  const isOwn = language === draft.language;
  const id = `make-${language}`;
  const { option } = form.makingOf(draft);
  return html`
    <div class="field">
      <label for="${id}-question">${words.say("Question")}</label>
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
    ${option
      ? options.map((text, index) => optionRow(words, draft, { label: option, language, index, text, isOwn, id, change }))
      : nothing}
    ${isOwn && option && form.mayHaveMoreOptions(draft)
      ? html`<button class="button quiet" type="button" @click=${() => change(form.withOption)}>
          ${words.say("Add option")}
        </button>`
      : nothing}
  `;
}

function optionRow(
  words: Words,
  draft: PollDraft,
  {
    label,
    language,
    index,
    text,
    isOwn,
    id,
    change,
  }: { label: Msg; language: string; index: number; text: string; isOwn: boolean; id: string; change: Change },
) {
  const n = index + 1;
  return html`<div class="make-option">
    <div class="field">
      <label for="${id}-${n}">
        ${words.say(label, { n })}
      </label>
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
            type=${form.makingOf(draft).right === "option" ? "radio" : "checkbox"}
            name="make-correct"
            aria-label=${words.say("Option {n} is correct", { n })}
            .checked=${live(draft.correct.includes(index))}
            @change=${() => change((each) => form.withCorrect(each, index))}
          /><span aria-hidden="true">${words.say("Correct")}</span>
        </label>`
      : nothing}
    ${isOwn && form.optionCount(draft) > form.FEWEST_OPTIONS
      ? html`<button
          class="button plain"
          type="button"
          aria-label=${words.say("Remove option {n}", { n })}
          @click=${() => change((each) => form.withoutOption(each, index))}
        >
          ✕
        </button>`
      : nothing}
  </div>`;
}

function typed(change: Change, next: (draft: PollDraft, text: string) => PollDraft) {
  return (event: Event) => {
    const { value } = inputOf(event);
    change((draft) => next(draft, value));
  };
}
