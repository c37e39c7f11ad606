/** The owners of a step: asked, accepted, declined; and the form that names one. */

import { html, nothing } from "lit-html";

import { commandButton, formFoot, refusalLine } from "../../console/control.ts";
import type { Lectern } from "../../console/lectern.ts";
import type { CommandFields } from "../../../room/engine/messages.ts";
import { rollOf } from "../../console/roll.ts";
import { inputOf } from "../../../kit/events.ts";
import { isolated } from "../../../kit/texts.ts";
import type { DeckStep, OwnerView, StepView } from "../../../room/engine/types.ts";
import type { StepForms } from "./forms.ts";

export function ownerList(lectern: Lectern, step: StepView) {
  const { words } = lectern;
  if (step.owners.length === 0) {
    return step.state === "agreed" ? html`<p class="step-lacks">${words.say("step.no_owner")}</p>` : nothing;
  }
  return html`<div>
    <h4 class="small quietly">${words.say("step.owners")}</h4>
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
            : commandButton(lectern, { name, command: "step.on_paper", fields, label: words.say("step.on_paper"), look: "plain" })}
          ${takeOff(lectern, owner, name, fields)}
        </div>`
      : nothing}
    ${refusalLine(lectern.refusalOf(name))}
  </li>`;
}

function stateOf({ words }: Lectern, { state, reason, paper_by }: OwnerView) {
  if (state === "accepted" && paper_by) return words.say("owner.paper", { name: isolated(paper_by) });
  if (state === "declined" && reason) return words.say("owner.declined_why", { reason: isolated(reason) });
  return words.say(`owner.${state}`);
}

/** Removing an owner who has accepted takes a second press. */
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
    >${words.say(isAsked ? "step.disown_again" : "step.disown")}<span class="unseen">: ${owner.name || owner.role}</span></button
  >`;
}

export function ownForm(lectern: Lectern, step: StepView, forms: StepForms, draft: DeckStep | null) {
  const { words, room, locale } = lectern;
  const key = `own ${step.step}`;
  const id = `own-${step.step}`;
  const pad = forms.pad(key, () => ({ member: "", role: step.owners.length === 0 ? (draft?.owner ?? "") : "" }));
  const taken = step.owners.map(({ member }) => member);
  const people = rollOf(room.state.people?.members ?? [], { text: "", state: "" }, locale).filter(
    ({ member, role }) => role === "participant" && !taken.includes(member),
  );
  const leave = () => forms.leave(step.step, key);

  async function submit(event: Event) {
    event.preventDefault();
    const role = pad.role.trim();
    forms.lacks(key, pad.member || role ? "" : words.say("step.missing.owner"));
    if (!pad.member && !role) return;
    const whom = pad.member ? { member: Number(pad.member) } : { role };
    await forms.save(() => lectern.act(key, "step.own", { step: step.step, ...whom }), step.step, key);
  }
  return html`<form class="stack step-form-open" novalidate @submit=${submit}>
    <div class="field">
      <label for="${id}-member">${words.say("step.own_person")}</label>
      <p class="hint">${words.say("step.own_hint")}</p>
      <select id="${id}-member" class="input" name="member" @change=${(event: Event) => (pad.member = inputOf(event).value)}>
        <option value="" ?selected=${pad.member === ""}>${words.say("step.own_nobody")}</option>
        ${people.map(({ member, name }) => html`<option value=${member} ?selected=${pad.member === String(member)}>${name}</option>`)}
      </select>
    </div>
    <div class="field">
      <label for="${id}-role">${words.say("step.own_role")}</label>
      <input id="${id}-role" class="input" name="role" dir="auto" maxlength="120" autocomplete="off" value=${pad.role} @input=${(event: Event) => (pad.role = inputOf(event).value)} />
    </div>
    ${formFoot(lectern, { name: key, save: words.say("step.own_save"), cancel: leave, lack: forms.lack(key) })}
  </form>`;
}
