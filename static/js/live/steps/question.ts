/** Draws the step that is put to everyone, this member's answer to it, and its outcome. */

import { html, nothing } from "lit-html";
import { live } from "lit-html/directives/live.js";
import { inputOf } from "../../kit/events.ts";
import { icon } from "../../kit/icons.ts";
import { msg } from "../../kit/words.ts";
import type { StepAnswer, StepView, TermsView } from "../../room/engine/types.ts";
import { about, original, outcome, owners, stateOf, stepCounts } from "./line.ts";
import { ANSWERS, answerStatus, isReasonUnsent, type AnswerStatus } from "./list.ts";
import { ANSWER_NAMES } from "./names.ts";
import { ownerActions } from "./owning.ts";
import type { Context } from "./steps.ts";
import { termsLine } from "./terms.ts";
import type { Worded } from "./wording.ts";

const REWORDED = msg("The wording has changed. Earlier answers do not count: answer again.");

/** Draws the step. It stays until another step is put, so that the outcome appears where the participant answered. */
export function stepQuestion(step: Worded, context: Context) {
  const { room, words } = context;
  const status = answerStatus(step, room);
  const isPut = step.state === "put";
  return html`<article class="step put" data-step=${step.step}>
    <p class="step-state">${stateOf(step, words)}</p>
    ${step.language === room.state.me.language ? nothing : html`<p class="badge">${words.fallback(step.language)}</p>`}
    <h3 class="step-text" lang=${step.language} dir="auto">${step.text}</h3>
    ${original(step, words)} ${isPut ? againNotice(step, words) : nothing}
    ${outcome(step, words)} ${isPut ? question(step, status, context) : countedAnswer(step, status, words)}
    ${step.outcome ? nothing : html`<p class="step-terms">${termsLine(room.state.terms, words)}</p>`}
    ${stepCounts(step, words)} ${reasons(step, context)}
    <div class="step-facts">${owners(step, words)} ${about(step, words)}</div>
    ${ownerActions(step, context)}
  </article>`;
}

/** Says that the step was asked before, and is asked again. */
function againNotice({ ballot, version, mine }: Worded, words: Context["words"]) {
  if (ballot < 2 || mine) return nothing;
  const message = version > 1 ? REWORDED : msg("It is put again. Earlier answers do not count: answer again.");
  return html`<p class="notice warn">${words.say(message)}</p>`;
}

function question(step: Worded, status: AnswerStatus, context: Context) {
  const { room, words } = context;
  return html`<fieldset class="stack" ?disabled=${room.state.me.role !== "participant"}>
    <legend class="step-question">${words.say("Do you agree with this next step?")}</legend>
    <div class="answers">${ANSWERS.map((answer) => button(step, answer, status.answer, context))}</div>
    ${statusLine(status, words)} ${reasonField(step, status, context)}
  </fieldset>`;
}

/** Draws this member's answer as it is counted, once the step is closed or decided. */
function countedAnswer({ state }: Worded, status: AnswerStatus, words: Context["words"]) {
  const { answer, reason } = status;
  return html`${state === "closed"
      ? html`<p class="step-sum">${words.say("Closed. Answers on their way are still counted.")}</p>`
      : nothing}
    ${answer
      ? html`<p>
          ${words.say("Your answer: {answer}", { answer: words.say(ANSWER_NAMES[answer]) })}${reason
            ? html` · <q dir="auto">${reason}</q>`
            : nothing}
        </p>`
      : nothing}
    ${statusLine(status, words)}`;
}

function statusLine({ tone, word, refusal }: AnswerStatus, words: Context["words"]) {
  return html`<p class="step-status ${tone}" role="status">
    ${tone === "good" ? icon("check") : nothing} ${refusal ? words.refusal(refusal) : word && words.say(word)}
  </p>`;
}

function button(step: Worded, answer: StepAnswer, chosenAnswer: StepAnswer | null, context: Context) {
  const isChosen = answer === chosenAnswer;
  return html`<button
    class="answer"
    aria-pressed=${isChosen ? "true" : "false"}
    @click=${({ currentTarget }: Event) => {
      void sendAnswer(step, answer, context);
      if (answer === "reserve") openReason(currentTarget as Element);
    }}
  >
    ${isChosen ? icon("check") : nothing}<span>${context.words.say(ANSWER_NAMES[answer])}</span>
  </button>`;
}

/** Lets the participant write at once; the field is drawn open, but only a tap may give it the focus. */
function openReason(button: Element) {
  const field = button.closest("fieldset")?.querySelector(".reason") as HTMLDetailsElement;
  field.open = true;
  field.querySelector("textarea")?.focus();
  field.scrollIntoView({ block: "nearest" });
}

/** Brings the field into sight after the tap that opens it: it unfolds below the answers, where a low screen ends. */
function revealReason({ currentTarget }: Event) {
  const field = (currentTarget as Element).parentElement;
  // The browser unfolds it after this event.
  setTimeout(() => field?.scrollIntoView({ block: "nearest" }));
}

/**
 * Draws the field for a reason. After the answer, it has its own send button: participants would not see that
 * the answer's button sends the reason too.
 */
function reasonField(step: Worded, status: AnswerStatus, context: Context) {
  const { room, words, drafts, screen } = context;
  const typed = drafts.get(draftOf(step));
  const reason = typed ?? status.reason;
  function keep(event: Event) {
    drafts.set(draftOf(step), inputOf(event).value);
    screen.redraw();
  }
  const isReserved = status.answer === "reserve";
  const label = words.say(isReserved ? "Which reservation?" : "Reason (optional)");
  const send = () => status.answer && sendAnswer(step, status.answer, context);
  return html`<details class="reason" ?open=${isReserved || typed !== null || reason !== ""}>
    <summary @click=${revealReason}>${label}</summary>
    <p class="hint" id="reason-readers">${words.say(readers(room.state.terms))}</p>
    <textarea
      class="input"
      rows="2"
      maxlength="500"
      dir="auto"
      aria-label=${label}
      aria-describedby="reason-readers"
      placeholder=${status.answer ? nothing : words.say("Write it, then press your answer")}
      .value=${live(reason)}
      @input=${keep}
    ></textarea>
    ${status.answer ? html`<div class="reason-foot">${isReasonUnsent(typed, status) ? sendButton(words, send) : sent(status, words)}</div>` : nothing}
  </details>`;
}

function sendButton(words: Context["words"], send: () => unknown) {
  return html`<button class="button quiet reason-send" type="button" @click=${send}>${words.say("Send reason")}</button>`;
}

/** Says that the reason is on its way or saved. Screen readers hear it by the status of the answer. */
function sent({ reason, tone, word }: AnswerStatus, words: Context["words"]) {
  if (!reason || tone === "stop") return nothing;
  return html`<p class="reason-status ${tone}">
    ${tone === "good" ? html`${icon("check")} ${words.say("Saved")}` : word && words.say(word)}
  </p>`;
}

/** Says who will read a reason. */
function readers({ shares_reasons }: TermsView) {
  return shares_reasons
    ? msg("Everybody here reads your reason, with your name.")
    : msg("Only the hosts read your reason, with your name.");
}

/** Draws the others' reasons, if the session shares them. */
function reasons({ reasons: allReasons = [] }: Worded, { room, words }: Context) {
  const others = allReasons.filter(({ member }) => member !== room.state.me.member);
  if (!room.state.terms.shares_reasons || !others.length) return nothing;
  return html`<details class="step-reasons">
    <summary>${words.say("Reasons of others: {n}", { n: others.length })}</summary>
    <ul>
      ${others.map(
        ({ name, answer, reason, language }) =>
          html`<li>
            <bdi>${name}</bdi> · ${words.say(ANSWER_NAMES[answer])} · <q lang=${language} dir="auto">${reason}</q>
          </li>`,
      )}
    </ul>
  </details>`;
}

/**
 * Sends an answer with the text in the reason field, and names the ballot. Another answer than the last one goes
 * without the reason for that one: the text is set aside, and stands in the field again once its answer is chosen again.
 */
async function sendAnswer(step: Worded, answer: StepAnswer, { room, drafts, screen }: Context) {
  const status = answerStatus(step, room);
  const typed = drafts.get(draftOf(step));
  const text = String(typed ?? status.reason).trim();
  const isChange = status.answer !== null && status.answer !== answer;
  if (isChange) {
    drafts.set(asideOf(step, status.answer), text || null);
    drafts.set(draftOf(step), drafts.get(asideOf(step, answer)));
  }
  const reason = isChange ? "" : text;
  const draft = drafts.get(draftOf(step));
  // The sender fills in the age at each try.
  const { ok } = await room.send("step.answer", { step: step.step, ballot: step.ballot, answer, reason, age: 0 });
  if (ok === isChange || drafts.get(draftOf(step)) !== draft) return;
  // What was sent is no draft any more; a refused change leaves what was typed for the answer that stays.
  drafts.set(draftOf(step), isChange ? typed : null);
  screen.redraw();
}

export function draftOf({ step }: Pick<StepView, "step">) {
  return `reason ${step}`;
}

/** Names the reason that was written for an answer which was changed since. */
function asideOf({ step }: StepView, answer: StepAnswer | null) {
  return `reason ${step} ${answer}`;
}
