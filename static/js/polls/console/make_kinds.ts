// @ts-check
/** Of the form for a poll made on the spot: its kind, and what only some kinds have. */

import { html, nothing } from "lit-html";
import { live } from "lit-html/directives/live.js";

import { inputOf } from "../../lib/events.js";
import { timeText } from "../countdown.js";
import { countdowns } from "./countdowns.js";
import * as form from "./form.js";

/** @typedef {import("../../console/lectern.js").Lectern} Lectern */
/** @typedef {import("../../lib/words.js").Words} Words */
/** @typedef {import("./form.js").PollDraft} PollDraft */
/** @typedef {import("./make_poll.js").Change} Change */

/** @param {Words} words @param {PollDraft} draft @param {Change} change */
export function kinds(words, draft, change) {
  return html`<fieldset class="field">
    <legend>${words.say("make.kind")}</legend>
    <div class="make-kinds">
      ${form.KINDS.map(
        (kind) => html`<label class="choice">
          <input
            type="radio"
            name="make-kind"
            value=${kind}
            .checked=${live(draft.kind === kind)}
            @change=${() => change((each) => form.withKind(each, kind))}
          /><span>${words.say(`poll.kind.${kind}`)}</span>
        </label>`,
      )}
    </div>
  </fieldset>`;
}

/** @param {Lectern} lectern @param {PollDraft} draft @param {Change} change */
export function details({ words, locale }, draft, change) {
  return html`<fieldset class="field">
      <legend class="unseen">${words.say("make.details")}</legend>
      <div class="make-kinds">
        ${form.canBeQuiz(draft) ? tick("quiz", words.say("make.quiz"), draft, change) : nothing}
        ${tick("anonymous", words.say("make.anonymous"), draft, change)}
        ${tick("abstain", words.say("make.abstain"), draft, change)}
      </div>
    </fieldset>
    ${draft.anonymous ? html`<p class="small quietly">${words.say("make.anonymous_hint")}</p>` : nothing}
    <div class="make-numbers">
      ${draft.kind === "points" ? typed("points", words.say("make.points"), draft, change) : nothing}
      ${draft.kind === "numeric" && draft.quiz
        ? [typed("right", words.say("make.right"), draft, change), typed("tolerance", words.say("make.tolerance"), draft, change)]
        : nothing}
      <div class="field">
        <label for="make-seconds">${words.say("poll.countdown")}</label>
        <select
          id="make-seconds"
          class="input"
          @change=${(/** @type {Event} */ event) => change((each) => ({ ...each, seconds: Number(inputOf(event).value) }))}
        >
          ${countdowns({ poll: "", seconds: draft.seconds }).map(
            (seconds) => html`<option value=${seconds} .selected=${seconds === draft.seconds}>
              ${seconds ? timeText(seconds, locale) : words.say("poll.countdown_none")}
            </option>`,
          )}
        </select>
      </div>
    </div>`;
}

/** @param {"quiz" | "anonymous" | "abstain"} name @param {string} label @param {PollDraft} draft @param {Change} change */
function tick(name, label, draft, change) {
  return html`<label class="choice">
    <input
      type="checkbox"
      name="make-${name}"
      .checked=${live(draft[name])}
      @change=${() => change((each) => ({ ...each, [name]: !each[name] }))}
    /><span>${label}</span>
  </label>`;
}

/** @param {"points" | "right" | "tolerance"} name @param {string} label @param {PollDraft} draft @param {Change} change */
function typed(name, label, draft, change) {
  return html`<div class="field">
    <label for="make-${name}">${label}</label>
    <input
      id="make-${name}"
      class="input number"
      inputmode="decimal"
      autocomplete="off"
      maxlength="24"
      .value=${live(draft[name])}
      @input=${(/** @type {Event} */ event) => change((each) => ({ ...each, [name]: inputOf(event).value }))}
    />
  </div>`;
}
