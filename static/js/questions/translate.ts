// @ts-check
/** The form by which somebody who helps the session puts a question into another language. */

import { html } from "lit-html";

import { focusOn } from "../lib/dom.js";
import { LANGUAGES } from "../lib/language_field.js";

/** @typedef {import("./types.js").Question} Question */

/**
 * @param {Question} question
 * @param {import("../lib/words.js").Words} words
 * @param {string} language the one that is chosen at first, unless it is that of the question
 * @param {(fields: {question: number, language: string, words: string}) => unknown} send
 */
export function translateForm(question, words, language, send) {
  const offered = LANGUAGES.filter((tag) => tag !== question.language);
  const first = offered.includes(language) ? language : offered[0];
  const id = `translate-${question.id}`;

  /** @param {SubmitEvent} event */
  function submit(event) {
    event.preventDefault();
    const form = /** @type {HTMLFormElement} */ (event.target);
    const data = new FormData(form);
    send({ question: question.id, language: String(data.get("language")), words: String(data.get("words") ?? "") });
    const details = /** @type {HTMLDetailsElement} */ (form.closest("details"));
    details.open = false;
    focusOn(details.querySelector("summary"));
  }

  /** What there is already is to be mended, not to be written anew. @param {Event} event */
  function fill(event) {
    const select = /** @type {HTMLSelectElement} */ (event.target);
    const field = /** @type {HTMLTextAreaElement} */ (select.form?.elements.namedItem("words"));
    field.value = question.translations[select.value] ?? "";
    field.lang = select.value;
  }

  return html`<details class="question-translate">
    <summary>${words.say("question.translate")}</summary>
    <form class="stack" @submit=${submit}>
      <div class="field">
        <label for="${id}-language">${words.say("question.translate_into")}</label>
        <select class="input" id="${id}-language" name="language" @change=${fill}>
          ${offered.map((tag) => html`<option value=${tag} ?selected=${tag === first}>${words.nameOf(tag)}</option>`)}
        </select>
      </div>
      <div class="field">
        <label for="${id}-words">${words.say("question.translate_text")}</label>
        <textarea class="input" id="${id}-words" name="words" rows="2" maxlength="500" dir="auto" lang=${first}>${question.translations[first ?? ""] ?? ""}</textarea>
      </div>
      <div class="row"><button class="button quiet">${words.say("question.save")}</button></div>
    </form>
  </details>`;
}
