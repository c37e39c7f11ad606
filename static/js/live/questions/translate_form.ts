/** Draws the form in which a helper of the session translates a question. */

import { html } from "lit-html";

import { focusOn } from "../../kit/dom.ts";
import { LANGUAGES } from "../../kit/language_field.ts";
import type { Words } from "../../kit/words.ts";
import type { Question } from "./types.ts";

/** @param language the language selected at first, unless the question is in it */
export function translateForm(
  question: Question,
  words: Words,
  language: string,
  send: (fields: { question: number; language: string; words: string }) => unknown,
) {
  const targets = LANGUAGES.filter((tag) => tag !== question.language);
  const firstTarget = targets.includes(language) ? language : targets[0];
  const id = `translate-${question.id}`;

  function submit(event: SubmitEvent) {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const data = new FormData(form);
    send({ question: question.id, language: String(data.get("language")), words: String(data.get("words") ?? "") });
    const details = form.closest("details") as HTMLDetailsElement;
    details.open = false;
    focusOn(details.querySelector("summary"));
  }

  /** Starts from an existing translation, so that the helper corrects it instead of writing another. */
  function fill(event: Event) {
    const select = event.target as HTMLSelectElement;
    const field = select.form?.elements.namedItem("words") as HTMLTextAreaElement;
    field.value = question.translations[select.value] ?? "";
    field.lang = select.value;
  }

  /** The form opens below the part that the reader sees. */
  function bringIntoSight({ currentTarget }: Event) {
    const details = currentTarget as HTMLDetailsElement;
    if (details.open) details.scrollIntoView({ block: "nearest" });
  }

  return html`<details class="question-translate" @toggle=${bringIntoSight}>
    <summary>${words.say("Translate")}</summary>
    <form class="stack" @submit=${submit}>
      <div class="field">
        <label for="${id}-language">${words.say("Language")}</label>
        <select class="input" id="${id}-language" name="language" @change=${fill}>
          ${targets.map((tag) => html`<option value=${tag} ?selected=${tag === firstTarget}>${words.nameOf(tag)}</option>`)}
        </select>
      </div>
      <div class="field">
        <label for="${id}-words">${words.say("Translation")}</label>
        <textarea class="input" id="${id}-words" name="words" rows="2" maxlength="500" dir="auto" lang=${firstTarget}>${question.translations[firstTarget ?? ""] ?? ""}</textarea>
      </div>
      <div class="row"><button class="button quiet">${words.say("Save")}</button></div>
    </form>
  </details>`;
}
