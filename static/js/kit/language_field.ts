/** Draws the field for the language in which something is written. */

import { html } from "lit-html";
import { inputOf } from "./events.ts";
import type { Words } from "./words.ts";

/** The languages in which people can write. */
export const LANGUAGES = ["kk", "ru", "en", "prs"];

export function languageField(id: string, label: string, words: Words, chosenTag: string, choose: (tag: string) => void) {
  return html`<label class="talk-language" for=${id}
    ><span>${label}</span>
    <select class="input" id=${id} @change=${(event: Event) => choose(inputOf(event).value)}>
      ${LANGUAGES.map((tag) => html`<option value=${tag} ?selected=${tag === chosenTag}>${words.nameOf(tag)}</option>`)}
    </select>
  </label>`;
}
