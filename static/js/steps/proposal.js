// @ts-check
/** The form with which anybody proposes a next step, and proposals that are on their way. */

import { html, nothing } from "lit-html";
import { live } from "lit-html/directives/live.js";

import { inputOf } from "../lib/events.js";
import { underWay } from "../live/under_way.js";

/** @typedef {import("./steps.js").Context} Context */

/** @param {Context} context */
export function proposalForm(context) {
  const { room, words, drafts } = context;
  const refusal = room.refusals.filter(({ command }) => command === "step.propose").pop();
  const keep = (/** @type {Event} */ event) =>
    drafts.set("step", inputOf(event).value);
  return html`<form class="step-form" @submit=${(/** @type {Event} */ event) => propose(event, context)}>
    <div class="field">
      <label for="step-text">${words.say("step.propose")}</label>
      <p class="hint" id="step-hint">${words.say("step.propose_hint")}</p>
      <textarea
        class="input"
        id="step-text"
        maxlength="500"
        rows="2"
        dir="auto"
        required
        aria-describedby="step-hint"
        .value=${live(drafts.get("step") ?? "")}
        @input=${keep}
      ></textarea>
      ${refusal ? html`<p class="wrong" role="alert">${words.refusal(refusal.code)}</p>` : nothing}
    </div>
    <button class="button quiet">${words.say("step.send")}</button>
  </form>`;
}

/** @param {Context} context @param {string[]} told proposals of everybody */
export function proposalsOnTheirWay({ room, words }, told) {
  const word = room.connection === "connected" ? "step.sending" : "step.kept";
  return underWay(room.waiting, ["step.propose"], told).map(
    ({ fields }) => html`<li class="step">
      <p class="step-text" dir="auto">${fields.text}</p>
      <p class="step-about">${words.say(word)}</p>
    </li>`,
  );
}

/** @param {Event} event @param {Context} context */
async function propose(event, { room, drafts, screen }) {
  event.preventDefault();
  const text = String(drafts.get("step") ?? "").trim();
  if (!text) return;
  drafts.set("step", null);
  const { ok } = await room.send("step.propose", { text, language: room.state.me.language });
  // What was refused is given back, unless something else is being written meanwhile.
  if (!ok && !drafts.get("step")) drafts.set("step", text);
  screen.redraw();
}
