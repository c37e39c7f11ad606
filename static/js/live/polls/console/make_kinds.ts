/** Draws the row of kinds of a new poll, and the numbers that only some kinds have. */

import { html, nothing } from "lit-html";
import { live } from "lit-html/directives/live.js";

import type { Words } from "../../../kit/words.ts";
import type { PollKind } from "../../../room/engine/types.ts";
import { HOSTED } from "../kinds/all.ts";
import * as form from "./form.ts";
import { textField, type MakeForm } from "./make_field.ts";

const LONGEST_NUMBER = 24;

export function kinds({ lectern, draft, change }: MakeForm) {
  const { words } = lectern;
  return html`<fieldset class="field">
    <legend>${words.say("Kind")}</legend>
    <div class="make-kinds">
      ${form.KINDS.map(
        (kind) => html`<label class="choice">
          <input
            type="radio"
            name="make-kind"
            value=${kind}
            .checked=${live(draft.kind === kind)}
            @change=${() => change((each) => form.withKind(each, kind, labelsOf(words, kind)))}
          /><span>${words.say(HOSTED[kind].name)}</span>
        </label>`,
      )}
    </div>
  </fieldset>`;
}

function labelsOf(words: Words, kind: PollKind) {
  return HOSTED[kind].making?.labels?.map((label) => words.say(label));
}

/** Draws the number of points to share out, or the correct number of a quiz. */
export function numbers(view: MakeForm) {
  const { lectern, draft } = view;
  const { hasPoints, right } = form.makingOf(draft);
  const asksNumber = right === "number" && form.isQuiz(draft);
  if (!hasPoints && !asksNumber) return nothing;
  const field = (name: "points" | "right" | "tolerance", label: string) =>
    textField(view, { name, label, value: draft[name], longest: LONGEST_NUMBER, type: (each, text) => ({ ...each, [name]: text }) });
  const { words } = lectern;
  return html`<div class="make-numbers">
    ${hasPoints ? field("points", words.say("Points to share out")) : nothing}
    ${asksNumber ? [field("right", words.say("Correct number")), field("tolerance", words.say("Tolerance (optional)"))] : nothing}
  </div>`;
}
