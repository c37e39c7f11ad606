/** Draws the forms for hosts: how to split, for how long, and messages to groups. */

import { html } from "lit-html";

import { refusalLine } from "../console/control.ts";
import type { Lectern } from "../console/lectern.ts";
import { sendForm } from "../../kit/sent_form.ts";
import { msg, type Msg } from "../../kit/words.ts";
import type { Split } from "../../room/engine/wire.ts";
import type { Group } from "./parts.ts";

const SIZES = [3, 4, 5, 6, 7, 8];
const MINUTES = 15;

const SPLITS: Record<Split, Msg> = {
  random: msg("At random"),
  language: msg("By language"),
  unit: msg("By unit, as on the roster"),
  hand: msg("By hand"),
};

/** Returns a handler that gives the command with the form's fields. */
const submitting =
  (lectern: Lectern, command: string, fieldsOf: (data: FormData) => Record<string, any>) =>
  async (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const fields = fieldsOf(new FormData(form));
    if (await sendForm(form, () => lectern.act(command, command, fields))) form.reset();
  };

export function prepareForm(lectern: Lectern) {
  const { words } = lectern;
  const submit = submitting(lectern, "groups.draft", (data) => ({
    split: String(data.get("split")),
    size: Number(data.get("size")),
    everyone: data.has("everyone"),
  }));
  return html`<form class="stack group-form" @submit=${submit}>
    <h3>${words.say("Prepare groups")}</h3>
    <fieldset class="field">
      <legend>${words.say("Split participants")}</legend>
      ${Object.entries(SPLITS).map(
        ([split, name]) => html`<label class="choice">
          <input type="radio" name="split" value=${split} ?checked=${split === "random"} />
          <span>${words.say(name)}</span>
        </label>`,
      )}
    </fieldset>
    <div class="field">
      <label for="groups-size">${words.say("People in a group")}</label>
      <select class="input" id="groups-size" name="size">
        ${SIZES.map((size) => html`<option value=${size} ?selected=${size === 5}>${words.number(size)}</option>`)}
      </select>
    </div>
    <label class="choice"
      ><input type="checkbox" name="everyone" /><span>${words.say("Also those who are away now")}</span></label
    >
    <button class="button" aria-disabled=${String(!lectern.isReady)}>${words.say("Show groups")}</button>
    ${refusalLine(lectern.refusalOf("groups.draft"))}
  </form>`;
}

export function startForm(lectern: Lectern) {
  const { words } = lectern;
  const submit = submitting(lectern, "groups.start", (data) => ({ minutes: Number(data.get("minutes")) }));
  return html`<form class="group-form" @submit=${submit}>
    <div class="row">
      <label class="row group-minutes">
        <span>${words.say("Minutes")}</span>
        <input class="input" type="number" name="minutes" min="1" max="240" value=${MINUTES} required inputmode="numeric" />
      </label>
      <button class="button" aria-disabled=${String(!lectern.isReady)}>${words.say("Start group work")}</button>
    </div>
    ${refusalLine(lectern.refusalOf("groups.start"))}
  </form>`;
}

export function tellForm(lectern: Lectern, groups: Group[]) {
  const { words, room } = lectern;
  const submit = submitting(lectern, "groups.tell", (data) => ({
    group: Number(data.get("group")),
    text: String(data.get("text") ?? "").trim(),
    language: room.state.me.language,
  }));
  return html`<form class="stack group-form" @submit=${submit}>
    <h3>${words.say("Write to groups")}</h3>
    <div class="field">
      <label for="groups-to">${words.say("To")}</label>
      <select class="input" id="groups-to" name="group">
        <option value="0">${words.say("All groups")}</option>
        ${groups.map(({ group }) => html`<option value=${group}>${words.say("Group {n}", { n: group })}</option>`)}
      </select>
    </div>
    <div class="field">
      <label for="groups-text">${words.say("Message")}</label>
      <textarea class="input" id="groups-text" name="text" rows="2" maxlength="500" dir="auto" required></textarea>
    </div>
    <button class="button quiet" aria-disabled=${String(!lectern.isReady)}>${words.say("Send message")}</button>
    ${refusalLine(lectern.refusalOf("groups.tell"))}
  </form>`;
}
