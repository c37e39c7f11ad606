/** Draws the part of the form for a new poll that concerns its kind, and what only some kinds have. */

import { html, nothing } from "lit-html";
import { live } from "lit-html/directives/live.js";

import type { Lectern } from "../../console/lectern.ts";
import { inputOf } from "../../../kit/events.ts";
import { msg, type Words } from "../../../kit/words.ts";
import type { PollKind } from "../../../room/engine/types.ts";
import { timeText } from "../countdown.ts";
import { HOSTED } from "../kinds/all.ts";
import { countdowns } from "./countdowns.ts";
import * as form from "./form.ts";
import type { PollDraft } from "./form.ts";
import type { Change } from "./make_poll.ts";

const ANONYMOUS = msg(
  "Nobody can see who chose what, you neither. Votes cannot be changed, and fewer than five answers give no result.",
);

export function kinds(words: Words, draft: PollDraft, change: Change) {
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

export function details({ words, locale }: Lectern, draft: PollDraft, change: Change) {
  return html`<fieldset class="field">
      <legend class="unseen">${words.say("Details")}</legend>
      <div class="make-kinds">
        ${form.canBeQuiz(draft) ? tick("quiz", words.say("Quiz: it has a correct answer"), draft, change) : nothing}
        ${tick("anonymous", words.say("Anonymous"), draft, change)}
        ${tick("abstain", words.say("Abstaining is allowed"), draft, change)}
      </div>
    </fieldset>
    ${draft.anonymous ? html`<p class="small quietly">${words.say(ANONYMOUS)}</p>` : nothing}
    <div class="make-numbers">
      ${form.makingOf(draft).hasPoints ? typed("points", words.say("Points to share out"), draft, change) : nothing}
      ${form.makingOf(draft).right === "number" && draft.quiz
        ? [
            typed("right", words.say("Correct number"), draft, change),
            typed("tolerance", words.say("Tolerance (optional)"), draft, change),
          ]
        : nothing}
      <div class="field">
        <label for="make-seconds">${words.say("Countdown")}</label>
        <select
          id="make-seconds"
          class="input"
          @change=${(event: Event) => change((each) => ({ ...each, seconds: Number(inputOf(event).value) }))}
        >
          ${countdowns({ poll: "", seconds: draft.seconds }).map(
            (seconds) => html`<option value=${seconds} .selected=${seconds === draft.seconds}>
              ${seconds ? timeText(seconds, locale) : words.say("No countdown")}
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
