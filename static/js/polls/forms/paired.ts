// @ts-check
/** Answering a question that joins two lists: for each row, its column is chosen. No dragging. */

import { html } from "lit-html";
import { live } from "lit-html/directives/live.js";
import { inputOf } from "../../lib/events.js";
import { TICKS } from "../kinds.js";
import { columnsOf, isTwice, partsOf, placed, rowsOf } from "../pairs.js";

/** @typedef {import("../asking.js").Asked} Asked */
/** @typedef {import("../kinds.js").Kind} Kind */

/** @type {Kind} */
export const SORTING = { ...TICKS, how: "poll.sort", marked: true, form };

/** @type {Kind} */
export const MATCHING = {
  ...SORTING,
  wrong: (poll, choice) => (isTwice(choice) ? "matched_twice" : TICKS.wrong(poll, choice)),
  how: "poll.match",
};

/** @param {Asked} card @param {readonly string[]} choice */
function form(card, choice) {
  const { poll, text, place, choices } = card;
  const chosen = new Map(choice.map(partsOf));
  const used = [...chosen.values()];
  return rowsOf(poll.options).map((row, index) => {
    const id = `${place}-${poll.poll}-${index}`;
    const own = chosen.get(row) ?? "";
    const choose = (/** @type {Event} */ event) => choices.set(poll, placed(poll.options, choices.of(poll), row, inputOf(event).value));
    const option = (/** @type {string} */ column) => {
      const mark = poll.kind === "matching" && column !== own && used.includes(column) ? "✓ " : "";
      return html`<option value=${column} .selected=${live(column === own)}>${mark}${text.labels[column]}</option>`;
    };
    return html`<div class="pair">
      <label for=${id}><bdi class="label" lang=${text.language}>${text.labels[row]}</bdi></label>
      <select class="input" id=${id} lang=${text.language} @change=${choose}>
        <option value="" .selected=${live(!own)}>–</option>
        ${columnsOf(poll.options).map(option)}
      </select>
    </div>`;
  });
}
