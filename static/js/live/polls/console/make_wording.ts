/** Draws the fields for the question and the options of a new poll, in one language. */

import { html, nothing } from "lit-html";
import { live } from "lit-html/directives/live.js";

import * as form from "./form.ts";
import { textField, wrongLine, type MakeForm } from "./make_field.ts";

/** Draws the fields in this language; options are added, removed and marked as correct only in the poll's own. */
export function wordingFields(view: MakeForm, language: string) {
  const { lectern, draft } = view;
  const { words } = lectern;
  const { question } = form.wordingOf(draft, language);
  const isOwn = language === draft.language;
  const { option, right } = form.makingOf(draft);
  const { options } = isOwn ? form.wordingOf(draft, language) : form.neededOf(draft, language);
  const asks = isOwn && form.isQuiz(draft) && right !== "number";
  return html`${textField(view, {
    name: `${language}-question`,
    label: words.say("Question"),
    value: question,
    language,
    longest: 300,
    type: (each, text) => form.withQuestion(each, language, text),
  })}
  ${option
    ? html`<div class="make-options">
        ${options.map(
          (text, index) => html`<div class="make-option">
            ${textField(view, {
              name: `${language}-${index + 1}`,
              label: words.say(option, { n: index + 1 }),
              value: text,
              language,
              longest: 200,
              type: (each, typed) => form.withOptionText(each, language, index, typed),
            })}
            ${asks ? correctMark(view, index) : nothing} ${isOwn ? removal(view, index) : nothing}
          </div>`,
        )}
        ${asks ? wrongLine(view, "correct") : nothing}
      </div>`
    : nothing}`;
}

function correctMark({ lectern, draft, change }: MakeForm, index: number) {
  const { words } = lectern;
  return html`<label class="choice make-right">
    <input
      id=${index === 0 ? "make-correct" : nothing}
      type=${form.makingOf(draft).right === "option" ? "radio" : "checkbox"}
      name="make-correct"
      aria-label=${words.say("Option {n} is correct", { n: index + 1 })}
      aria-describedby="make-correct-wrong"
      .checked=${live(draft.correct.includes(index))}
      @change=${() => change((each) => form.withCorrect(each, index))}
    /><span aria-hidden="true">${words.say("Correct")}</span>
  </label>`;
}

/** Draws the button that removes an option. The empty one at the end is there to be filled. */
function removal({ lectern, draft, change }: MakeForm, index: number) {
  const count = form.optionCount(draft);
  const isSpare = index === count - 1 && !form.wordingOf(draft, draft.language).options[index]?.trim();
  if (count <= form.FEWEST_OPTIONS || isSpare || form.makingOf(draft).labels) return nothing;
  return html`<button
    class="button plain"
    type="button"
    aria-label=${lectern.words.say("Remove option {n}", { n: index + 1 })}
    @click=${() => change((each) => form.withoutOption(each, index))}
  >
    ✕
  </button>`;
}
