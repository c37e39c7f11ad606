/** Lets the author of a proposed step reword it until it is put to everyone. */

import { html, nothing } from "lit-html";
import { live } from "lit-html/directives/live.js";
import { inputOf } from "../../kit/events.ts";
import { refusalOf } from "../../room/rooms/typed.ts";
import { sending } from "./list.ts";
import type { Context } from "./steps.ts";
import { baseOf, type Worded } from "./wording.ts";

/** `base` is the number of the revision that the author began to reword. */
type Typed = { text: string; base: number };

/** The name of the draft of a new wording for this step. */
export function draftToAmend(step: number) {
  return `amend ${step}`;
}

export function amending(step: Worded, context: Context) {
  const { room, words, drafts, screen } = context;
  if (step.proposer !== room.state.me.member || room.state.me.role !== "participant") return nothing;
  const { text, language } = step.original ?? step;
  const draft = draftToAmend(step.step);
  const typed: Typed | null = drafts.get(draft);
  const base = baseOf(step, language);
  if (step.state !== "proposed") return typed ? kept(typed, words) : nothing;
  // Somebody else has reworded the step meanwhile: keep the typed text, and show the newer wording beside it.
  const isBehind = typed !== null && typed.base !== base;
  const id = `step-amend-${step.step}`;

  function keep(event: Event) {
    const before = drafts.get(draft) as Typed | null;
    drafts.set(draft, { text: inputOf(event).value, base: before?.base ?? base });
  }

  async function submit(event: Event) {
    event.preventDefault();
    const now = drafts.get(draft) as Typed | null;
    const wanted = (now?.text ?? text).trim();
    if (!now || !wanted) return;
    const fields = { step: step.step, text: wanted, language, base };
    const { ok } = await room.send("step.amend", fields, { about: String(step.step), kept: true });
    if (ok && (drafts.get(draft) as Typed | null)?.text === now.text) drafts.set(draft, null);
    screen.redraw();
  }

  return html`<details class="step-amend" ?open=${typed !== null}>
    <summary>${words.say("Reword my proposal")}</summary>
    <form class="stack" @submit=${submit}>
      ${isBehind
        ? html`<div class="notice warn" role="alert">
            <p>${words.say("Somebody reworded it meanwhile. It now reads:")}</p>
            <p class="step-text" lang=${language} dir="auto">${text}</p>
          </div>`
        : nothing}
      <textarea
        class="input"
        id=${id}
        rows="3"
        maxlength="500"
        required
        dir="auto"
        lang=${language}
        aria-label=${words.say("Reword my proposal")}
        .value=${live(typed?.text ?? text)}
        @input=${keep}
      ></textarea>
      ${status(step, context)}
      <div class="row">
        <button class="button quiet">${words.say(isBehind ? "Save mine instead" : "Save the wording")}</button>
      </div>
    </form>
  </details>`;
}

/** Shows the author's unsent text if the step was put to everyone, or decided, meanwhile. */
function kept({ text }: Typed, words: Context["words"]) {
  return html`<div class="notice">
    <p>${words.say("The wording can no longer change. You had written:")}</p>
    <p class="step-text" dir="auto">${text}</p>
  </div>`;
}

function status({ step }: Worded, { room, words }: Context) {
  const isThis = ({ command, fields }: { command: string; fields: Record<string, any> }) =>
    command === "step.amend" && fields.step === step;
  if (room.waiting.some(isThis)) {
    return html`<p class="step-status wait" role="status">${words.say(sending(room))}</p>`;
  }
  return refusalOf(room, words, isThis);
}
