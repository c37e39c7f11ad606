// @ts-check
/** Who is to see to a step: asked, accepted, declined; and the form that names somebody. */

import { html, nothing } from "lit-html";

import { commandButton, formFoot, refusalLine } from "../../console/control.js";
import { rollOf } from "../../console/roll.js";
import { inputOf } from "../../lib/events.js";
import { isolated } from "../../lib/texts.js";

/** @typedef {import("../../console/lectern.js").Lectern} Lectern */
/** @typedef {import("../../live/types.js").StepView} StepView */
/** @typedef {import("../../live/types.js").OwnerView} OwnerView */
/** @typedef {import("./forms.js").StepForms} StepForms */

/** @param {Lectern} lectern @param {StepView} step */
export function ownerList(lectern, step) {
  const { words } = lectern;
  if (step.owners.length === 0) {
    return step.state === "agreed" ? html`<p class="step-lacks">${words.say("step.no_owner")}</p>` : nothing;
  }
  return html`<div>
    <h4 class="small quietly">${words.say("step.owners")}</h4>
    <ul class="step-owners">${step.owners.map((owner) => entry(lectern, step, owner))}</ul>
  </div>`;
}

/** @param {Lectern} lectern @param {StepView} step @param {OwnerView} owner */
function entry(lectern, step, owner) {
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

/** @param {Lectern} lectern @param {OwnerView} owner */
function stateOf({ words }, { state, reason, paper_by }) {
  if (state === "accepted" && paper_by) return words.say("owner.paper", { name: isolated(paper_by) });
  if (state === "declined" && reason) return words.say("owner.declined_why", { reason: isolated(reason) });
  return words.say(`owner.${state}`);
}

/** Whose acceptance would be lost is taken off at the second press. @param {Lectern} lectern @param {OwnerView} owner @param {string} name @param {object} fields */
function takeOff(lectern, owner, name, fields) {
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

/** @param {Lectern} lectern @param {StepView} step @param {StepForms} forms @param {import("../../live/types.js").DeckStep | null} draft */
export function ownForm(lectern, step, forms, draft) {
  const { words, room, locale } = lectern;
  const key = `own ${step.step}`;
  const id = `own-${step.step}`;
  const pad = forms.pad(key, () => ({ member: "", role: step.owners.length === 0 ? (draft?.owner ?? "") : "" }));
  const taken = step.owners.map(({ member }) => member);
  const people = rollOf(room.state.people?.members ?? [], { text: "", state: "" }, locale).filter(
    ({ member, role }) => role === "participant" && !taken.includes(member),
  );
  const leave = () => forms.leave(step.step, key);

  /** @param {Event} event */
  async function submit(event) {
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
      <select id="${id}-member" class="input" name="member" @change=${(/** @type {Event} */ event) => (pad.member = inputOf(event).value)}>
        <option value="" ?selected=${pad.member === ""}>${words.say("step.own_nobody")}</option>
        ${people.map(({ member, name }) => html`<option value=${member} ?selected=${pad.member === String(member)}>${name}</option>`)}
      </select>
    </div>
    <div class="field">
      <label for="${id}-role">${words.say("step.own_role")}</label>
      <input id="${id}-role" class="input" name="role" dir="auto" maxlength="120" autocomplete="off" value=${pad.role} @input=${(/** @type {Event} */ event) => (pad.role = inputOf(event).value)} />
    </div>
    ${formFoot(lectern, { name: key, save: words.say("step.own_save"), cancel: leave, lack: forms.lack(key) })}
  </form>`;
}
