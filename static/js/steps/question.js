// @ts-check
/** The step that is put to everyone, and this member's answer to it. */

import { html, nothing } from "lit-html";
import { live } from "lit-html/directives/live.js";
import { icon } from "../lib/icons.js";
import { stepCounts } from "./line.js";
import { ANSWERS, answerStatus, isReasonUnsent } from "./list.js";

/** @typedef {import("../live/types.js").StepView} StepView */
/** @typedef {import("../live/types.js").StepAnswer} StepAnswer */
/** @typedef {import("./steps.js").Context} Context */

/** @param {StepView} step @param {Context} context */
export function stepQuestion(step, context) {
  const { room, words } = context;
  const status = answerStatus(step, room);
  return html`<article class="step put">
    <p class="step-state">${words.say("step.put")}</p>
    <h3 class="step-text" lang=${step.language} dir="auto">${step.text}</h3>
    <fieldset class="stack" ?disabled=${room.state.me.role !== "participant"}>
      <legend class="step-question">${words.say("step.question")}</legend>
      <div class="answers">${ANSWERS.map((answer) => button(step, answer, status.answer, context))}</div>
      <p class="step-status ${status.tone}" role="status">
        ${status.tone === "good" ? icon("check") : nothing}
        ${status.refusal ? words.refusal(status.refusal) : status.word && words.say(status.word)}
      </p>
      ${reasonField(step, status, context)}
    </fieldset>
    ${stepCounts(step, words)}
  </article>`;
}

/**
 * @param {StepView} step
 * @param {StepAnswer} answer
 * @param {StepAnswer | null} chosen
 * @param {Context} context
 */
function button(step, answer, chosen, context) {
  const isChosen = answer === chosen;
  return html`<button
    class="answer"
    aria-pressed=${isChosen ? "true" : "false"}
    @click=${() => give(step, answer, context)}
  >
    ${isChosen ? icon("check") : nothing}<span>${context.words.say(`step.${answer}`)}</span>
  </button>`;
}

/**
 * Whoever has answered sends a reason by its own button: that the answer's would do is not seen.
 * @param {StepView} step
 * @param {import("./list.js").AnswerStatus} status
 * @param {Context} context
 */
function reasonField(step, status, context) {
  const { words, drafts, screen } = context;
  const typed = drafts.get(draftOf(step));
  const reason = typed ?? status.reason;
  function keep(/** @type {Event} */ event) {
    drafts.set(draftOf(step), /** @type {HTMLTextAreaElement} */ (event.target).value);
    screen.redraw();
  }
  const send = () => status.answer && give(step, status.answer, context);
  return html`<details class="reason" ?open=${typed !== null || reason !== ""}>
    <summary>${words.say("step.reason")}</summary>
    <textarea
      class="input"
      rows="2"
      maxlength="500"
      dir="auto"
      aria-label=${words.say("step.reason")}
      placeholder=${status.answer ? nothing : words.say("step.reason_hint")}
      .value=${live(reason)}
      @input=${keep}
    ></textarea>
    ${isReasonUnsent(typed, status)
      ? html`<button class="button quiet reason-send" type="button" @click=${send}>${words.say("step.reason_send")}</button>`
      : nothing}
  </details>`;
}

/**
 * An answer takes along what stands in the reason.
 * @param {StepView} step
 * @param {StepAnswer} answer
 * @param {Context} context
 */
async function give(step, answer, { room, drafts, screen }) {
  const draft = drafts.get(draftOf(step));
  const reason = String(draft ?? step.mine?.reason ?? "").trim();
  const { ok } = await room.send("step.answer", { step: step.step, answer, reason });
  if (!ok || drafts.get(draftOf(step)) !== draft) return;
  drafts.set(draftOf(step), null);
  screen.redraw();
}

/** @param {Pick<StepView, "step">} step */
export function draftOf({ step }) {
  return `reason ${step}`;
}
