/** Draws what concerns the owners of a next step: being asked, accepting or declining, volunteering, naming a role. */

import { html, nothing } from "lit-html";
import { live } from "lit-html/directives/live.js";
import { inputOf } from "../../kit/events.ts";
import { isolated } from "../../kit/texts.ts";
import { msgIn } from "../../kit/words.ts";
import type { OwnerView, StepView } from "../../room/engine/types.ts";
import { refusalOf, sendTyped } from "../../room/rooms/typed_text.ts";
import { withName, nameOf, original } from "./line.ts";
import { askedToOwn, isOpen, sendingText } from "./list.ts";
import type { Context } from "./steps.ts";
import { worded } from "./wording.ts";

const COMMANDS = ["step.own", "step.accept", "step.decline"];

/** Draws the steps that this member is asked to own, as cards above everything else. */
export function askedCards(context: Context) {
  return askedToOwn(context.room.state).map((request) => askedCard(request, context));
}

function askedCard({ step, owner }: { step: StepView; owner: OwnerView }, context: Context) {
  const { room, words } = context;
  const wording = worded(step, room.state.me);
  return html`<article class="step asked" data-step=${step.step}>
    <p class="step-state">${words.say("You are asked to take on this next step")}</p>
    <h3 class="step-text" lang=${wording.language} dir="auto">${wording.text}</h3>
    ${original(wording, words)}
    <p class="step-about">${withName(words.say(msgIn("to see to a step", "Asked by: {name}")), owner.proposed_by)}</p>
    ${isWaiting(step, room) ? nothing : answers(step, owner, context)} ${status(step, context)}
  </article>`;
}

function answers(step: StepView, { owner }: OwnerView, context: Context) {
  const { words, drafts, screen } = context;
  const draft = draftToDecline(step);
  if (drafts.get(draft) !== null) return declining(step, owner, context);
  const begin = ({ currentTarget }: Event) => {
    const card = (currentTarget as Element).closest("article");
    drafts.set(draft, "");
    screen.redraw();
    card?.querySelector("textarea")?.focus();
    card?.scrollIntoView({ block: "nearest" });
  };
  return html`<div class="answers">
    <button class="answer" type="button" @click=${() => act("step.accept", step, { owner }, context)}>
      ${words.say("I accept")}
    </button>
    <button class="answer" type="button" @click=${begin}>${words.say("I decline")}</button>
  </div>`;
}

/** Asks for the reason before the refusal is sent: everybody reads both. */
function declining(step: StepView, owner: number, context: Context) {
  const { words, drafts, screen } = context;
  const draft = draftToDecline(step);
  const id = `decline-${step.step}`;
  const send = async (event: Event) => {
    event.preventDefault();
    const reason = String(drafts.get(draft) ?? "").trim();
    const { ok } = await act("step.decline", step, { owner, reason }, context);
    if (ok) drafts.set(draft, null);
  };
  const back = ({ currentTarget }: Event) => {
    const card = (currentTarget as Element).closest("article");
    drafts.set(draft, null);
    screen.redraw();
    (card?.querySelector(".answers > :last-child") as HTMLElement | null)?.focus();
  };
  return html`<form class="stack" @submit=${send}>
    <div class="field">
      <label for=${id}>${words.say("Why I decline (optional)")}</label>
      <p class="hint" id="${id}-hint">${words.say("Everybody reads it. Write it, then press the button.")}</p>
      <textarea
        class="input"
        id=${id}
        rows="2"
        maxlength="500"
        dir="auto"
        aria-describedby="${id}-hint"
        .value=${live(drafts.get(draft) ?? "")}
        @input=${(event: Event) => drafts.set(draft, inputOf(event).value)}
      ></textarea>
    </div>
    <div class="answers">
      <button class="answer">${words.say("Send refusal")}</button>
      <button class="answer" type="button" @click=${back}>${words.say("Back")}</button>
    </div>
  </form>`;
}

/** Names the reason for declining; an empty one stands for a refusal that was begun. */
function draftToDecline({ step }: StepView) {
  return `decline ${step}`;
}

/** Draws the member's actions about the owners of a step, folded. */
export function ownerActions(step: StepView, context: Context) {
  const { room, words } = context;
  const { me } = room.state;
  if (!isOpen(step) || me.role !== "participant") return nothing;
  const ownEntry = step.owners.find(({ member }) => member === me.member);
  const roles = ownEntry ? [] : step.owners.filter(({ member, state }) => member === null && state === "asked");
  const button = (label: string, press: () => unknown) =>
    html`<button class="button quiet" type="button" @click=${press}>${label}</button>`;
  return html`${status(step, context)}
    <details class="step-owning">
      <summary>${words.say("Who is responsible?")}</summary>
      <div class="stack">
        ${roles.map((role) =>
          button(words.say("This is my role: {name}", { name: isolated(nameOf(role)) }), () =>
            act("step.accept", step, { owner: role.owner }, context),
          ),
        )}
        ${!ownEntry || ownEntry.state === "declined"
          ? button(words.say("I will do it"), () => act("step.own", step, {}, context))
          : nothing}
        ${ownEntry?.state === "accepted"
          ? button(words.say("I can no longer do it"), () => act("step.decline", step, { owner: ownEntry.owner }, context))
          : nothing}
        ${roleForm(step, context)}
      </div>
    </details>`;
}

function roleForm(step: StepView, context: Context) {
  const { words, drafts } = context;
  const draft = `role ${step.step}`;
  const id = `step-role-${step.step}`;
  function submit(event: Event) {
    event.preventDefault();
    void sendTyped(context, draft, (role) => act("step.own", step, { role }, context));
  }
  return html`<form class="stack" @submit=${submit}>
    <div class="field">
      <label for=${id}>${words.say("Name a role")}</label>
      <p class="hint" id="${id}-hint">${words.say("For example: head of the school. Not a person's name.")}</p>
      <input
        class="input"
        id=${id}
        maxlength="120"
        dir="auto"
        required
        aria-describedby="${id}-hint"
        .value=${live(drafts.get(draft) ?? "")}
        @input=${(event: Event) => drafts.set(draft, inputOf(event).value)}
      />
    </div>
    <div class="row"><button class="button quiet">${words.say("Propose")}</button></div>
  </form>`;
}

function act(command: string, { step }: StepView, fields: Record<string, unknown>, { room }: Context) {
  const about = [step, ...Object.values(fields)].join(" ");
  return room.send(command, { step, ...fields }, { about, kept: true });
}

function isWaiting({ step }: StepView, { waiting }: Context["room"]) {
  return waiting.some(({ command, fields }) => COMMANDS.includes(command) && fields.step === step);
}

/** Draws the result of this member's last action, if nothing else shows it. */
function status(step: StepView, { room, words }: Context) {
  if (isWaiting(step, room)) {
    return html`<p class="step-status wait" role="status">${words.say(sendingText(room))}</p>`;
  }
  return refusalOf(room, words, ({ command, fields }) => COMMANDS.includes(command) && fields.step === step.step);
}
