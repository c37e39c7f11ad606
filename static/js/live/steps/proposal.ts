/** Draws the form with which anybody proposes a next step, and proposals that are on their way. */

import { html, nothing } from "lit-html";
import { live } from "lit-html/directives/live.js";

import { inputOf } from "../../kit/events.ts";
import { underWay } from "../../room/engine/pending_commands.ts";
import { refusalOf, sendTyped } from "../../room/rooms/typed_text.ts";
import { sendingText } from "./list.ts";
import type { Context } from "./steps.ts";

export function proposalForm(context: Context) {
  const { room, words, drafts } = context;
  const keep = (event: Event) =>
    drafts.set("step", inputOf(event).value);
  return html`<form class="step-form" @submit=${(event: Event) => propose(event, context)}>
    <div class="field">
      <label for="step-text">${words.say("Propose a next step")}</label>
      <p class="hint" id="step-hint">${words.say("What will be done, and by whom?")}</p>
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
      ${refusalOf(room, words, ({ command }) => command === "step.propose")}
    </div>
    <button class="button quiet">${words.say("Propose")}</button>
  </form>`;
}

/** @param broadcastTexts the proposals of everybody */
export function sendingProposals({ room, words }: Context, broadcastTexts: string[]) {
  return underWay(room.waiting, ["step.propose"], broadcastTexts).map(
    ({ fields }) => html`<li class="step">
      <p class="step-text" dir="auto">${fields.text}</p>
      <p class="step-about">${words.say(sendingText(room))}</p>
    </li>`,
  );
}

function propose(event: Event, context: Context) {
  event.preventDefault();
  const { room } = context;
  const { language } = room.state.me;
  void sendTyped(context, "step", (text) => room.send("step.propose", { text, language }));
}
