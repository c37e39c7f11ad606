/** The form for a question that joins two lists: the participant chooses a column for each row. No dragging. */

import { html } from "lit-html";
import { live } from "lit-html/directives/live.js";
import { inputOf } from "../../kit/events.ts";
import type { Asked } from "./asking.ts";
import { columnsOf, partsOf, placed, rowsOf } from "./pairs.ts";

/** @param marksUsed whether a column that another row has is marked in the lists */
export function pairForm(card: Asked, choice: readonly string[], { marksUsed = false } = {}) {
  const { poll, text, place, choices } = card;
  const chosen = new Map(choice.map(partsOf));
  const used = [...chosen.values()];
  return rowsOf(poll.options).map((row, index) => {
    const id = `${place}-${poll.poll}-${index}`;
    const own = chosen.get(row) ?? "";
    const choose = (event: Event) =>
      choices.set(poll, placed(poll.options, choices.of(poll), row, inputOf(event).value));
    const option = (column: string) => {
      const mark = marksUsed && column !== own && used.includes(column) ? "✓ " : "";
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
