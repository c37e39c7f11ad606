/** Shows the owners of a step (asked, accepted, declined), and draws the form that names one. */

import { html, nothing } from "lit-html";

import { commandButton, formFoot, refusalLine } from "../../console/control.ts";
import type { Lectern } from "../../console/lectern.ts";
import type { CommandFields } from "../../../room/engine/messages.ts";
import { rollOf } from "../../console/roll.ts";
import { inputOf } from "../../../kit/events.ts";
import { isolated } from "../../../kit/texts.ts";
import { msgIn, type Msg } from "../../../kit/words.ts";
import type { DeckStep, OwnerView, StepView } from "../../../room/engine/types.ts";
import type { OwnerState } from "../../../room/engine/wire.ts";
import type { StepForms } from "./forms.ts";

const STATES: Record<OwnerState, Msg> = {
  asked: msgIn("an owner of a step", "asked"),
  accepted: msgIn("an owner of a step", "accepted"),
  declined: msgIn("an owner of a step", "declined"),
};

const ON_PAPER = msgIn("an owner of a step", "accepted on paper, says {name}");
const DECLINED = msgIn("an owner of a step", "declined: {reason}");
const TAKE_OFF = msgIn("an owner of a step", "Take off");

export function ownerList(lectern: Lectern, step: StepView) {
  const { words } = lectern;
  if (step.owners.length === 0) {
    return step.state === "agreed" ? html`<p class="step-lacks">${words.say("No owner yet")}</p>` : nothing;
  }
  return html`<div>
    <h4 class="small quietly">${words.say("Owners")}</h4>
    <ul class="step-owners">${step.owners.map((owner) => entry(lectern, step, owner))}</ul>
  </div>`;
}

function entry(lectern: Lectern, step: StepView, owner: OwnerView) {
  const { words, room } = lectern;
  const name = `owner ${step.step} ${owner.owner}`;
  const fields = { step: step.step, owner: owner.owner };
  const isLive = room.state.room.state === "live" && !["done", "dropped"].includes(step.state);
  return html`<li class="step-owner">
    <p><bdi><b>${owner.name || owner.role}</b></bdi>${owner.name && owner.role ? html` · <bdi>${owner.role}</bdi>` : nothing}
      <span class="step-owner-state" data-state=${owner.state}>${stateOf(lectern, owner)}</span></p>
    ${isLive
      ? html`<div class="row">
          ${owner.state === "accepted"
            ? nothing
            : commandButton(lectern, {
                name,
                command: "step.on_paper",
                fields,
                label: words.say("Accepted on paper"),
                look: "plain",
              })}
          ${takeOff(lectern, owner, name, fields)}
        </div>`
      : nothing}
    ${refusalLine(lectern.refusalOf(name))}
  </li>`;
}

function stateOf({ words }: Lectern, { state, reason, paper_by }: OwnerView) {
  if (state === "accepted" && paper_by) return words.say(ON_PAPER, { name: isolated(paper_by) });
  if (state === "declined" && reason) return words.say(DECLINED, { reason: isolated(reason) });
  return words.say(STATES[state]);
}

/** Draws the button that removes an owner; for one who has accepted, it takes a second press. */
function takeOff(lectern: Lectern, owner: OwnerView, name: string, fields: CommandFields<"step.disown">) {
  if (!lectern.may("step.disown")) return nothing;
  const { words, twice } = lectern;
  const isAsked = twice.isAsked(name);
  const press = () => {
    if (owner.state === "accepted" && !twice.press(name)) return;
    void lectern.act(name, "step.disown", fields);
  };
  return html`<button
    type="button"
    class="button ${isAsked ? "stop" : "plain"}"
    aria-disabled=${String(!lectern.isFree(name))}
    @click=${press}
    >${words.say(isAsked ? "Press once more to take off" : TAKE_OFF)}<span class="unseen"
      >: ${owner.name || owner.role}</span
    ></button
  >`;
}

export function ownForm(lectern: Lectern, step: StepView, forms: StepForms, draft: DeckStep | null) {
  const { words, room, locale } = lectern;
  const key = `own ${step.step}`;
  const id = `own-${step.step}`;
  const pad = forms.pad(key, () => ({ member: "", role: step.owners.length === 0 ? (draft?.owner ?? "") : "" }));
  const ownerMembers = step.owners.map(({ member }) => member);
  const people = rollOf(room.state.people?.members ?? [], { text: "", state: "" }, locale).filter(
    ({ member, role }) => role === "participant" && !ownerMembers.includes(member),
  );
  const leave = () => forms.leave(step.step, key);

  async function submit(event: Event) {
    event.preventDefault();
    const role = pad.role.trim();
    forms.lacks(key, pad.member || role ? "" : words.say("Write who owns this step."));
    if (!pad.member && !role) return;
    const newOwner = pad.member ? { member: Number(pad.member) } : { role };
    await forms.save(() => lectern.act(key, "step.own", { step: step.step, ...newOwner }), step.step, key);
  }
  return html`<form class="stack step-form-open" novalidate @submit=${submit}>
    <div class="field">
      <label for="${id}-member">${words.say("A person of this session")}</label>
      <p class="hint">${words.say("The person is asked to accept it on their own device.")}</p>
      <select id="${id}-member" class="input" name="member" @change=${(event: Event) => (pad.member = inputOf(event).value)}>
        <option value="" ?selected=${pad.member === ""}>${words.say("Choose …")}</option>
        ${people.map(({ member, name }) => html`<option value=${member} ?selected=${pad.member === String(member)}>${name}</option>`)}
      </select>
    </div>
    <div class="field">
      <label for="${id}-role">${words.say("or a role, such as “school inspector”")}</label>
      <input id="${id}-role" class="input" name="role" dir="auto" maxlength="120" autocomplete="off" value=${pad.role} @input=${(event: Event) => (pad.role = inputOf(event).value)} />
    </div>
    ${formFoot(lectern, { name: key, save: words.say("Ask"), cancel: leave, lack: forms.lack(key) })}
  </form>`;
}
