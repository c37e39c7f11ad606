/** The part of the form for a new poll that concerns its kind, and what only some kinds have. */

import { html, nothing } from "lit-html";
import { live } from "lit-html/directives/live.js";

import type { Lectern } from "../../console/lectern.ts";
import { inputOf } from "../../../kit/events.ts";
import type { Words } from "../../../kit/words.ts";
import { timeText } from "../countdown.ts";
import { countdowns } from "./countdowns.ts";
import * as form from "./form.ts";
import type { PollDraft } from "./form.ts";
import type { Change } from "./make_poll.ts";

export function kinds(words: Words, draft: PollDraft, change: Change) {
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

export function details({ words, locale }: Lectern, draft: PollDraft, change: Change) {
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
          @change=${(event: Event) => change((each) => ({ ...each, seconds: Number(inputOf(event).value) }))}
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

function tick(name: "quiz" | "anonymous" | "abstain", label: string, draft: PollDraft, change: Change) {
  return html`<label class="choice">
    <input
      type="checkbox"
      name="make-${name}"
      .checked=${live(draft[name])}
      @change=${() => change((each) => ({ ...each, [name]: !each[name] }))}
    /><span>${label}</span>
  </label>`;
}

function typed(name: "points" | "right" | "tolerance", label: string, draft: PollDraft, change: Change) {
  return html`<div class="field">
    <label for="make-${name}">${label}</label>
    <input
      id="make-${name}"
      class="input number"
      inputmode="decimal"
      autocomplete="off"
      maxlength="24"
      .value=${live(draft[name])}
      @input=${(event: Event) => change((each) => ({ ...each, [name]: inputOf(event).value }))}
    />
  </div>`;
}
