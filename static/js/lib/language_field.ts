// @ts-check
/** Which language something is written in. */

import { html } from "lit-html";
import { inputOf } from "./events.js";

/** What people may write in. */
export const LANGUAGES = ["kk", "ru", "en", "prs"];

/**
 * @param {string} id
 * @param {string} label
 * @param {import("./words.js").Words} words
 * @param {string} chosen
 * @param {(tag: string) => void} choose
 */
export function languageField(id, label, words, chosen, choose) {
  return html`<label class="talk-language" for=${id}
    ><span>${label}</span>
    <select class="input" id=${id} @change=${(/** @type {Event} */ event) => choose(inputOf(event).value)}>
      ${LANGUAGES.map((tag) => html`<option value=${tag} ?selected=${tag === chosen}>${words.nameOf(tag)}</option>`)}
    </select>
  </label>`;
}
