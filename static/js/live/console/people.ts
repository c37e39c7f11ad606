/** Draws the people who are here, have lost the connection, or went away. */

import { html, nothing } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";

import { inputOf } from "../../kit/events.ts";
import { drawInto } from "../../kit/view.ts";
import { msg, type Msg } from "../../kit/words.ts";
import type { Person } from "../../room/engine/types.ts";
import type { Role } from "../../room/engine/wire.ts";
import { removeButton } from "../../room/lobby/console.ts";
import { FEATURES } from "./features.ts";
import type { Lectern } from "./lectern.ts";
import { rollOf, type Filter } from "./roll.ts";

export const STATES: Record<Filter["state"], Msg> = {
  "": msg("All"),
  here: msg("Here"),
  lost: msg("Connection lost"),
  away: msg("Away"),
};

export const ROLES: Record<Exclude<Role, "participant">, Msg> = {
  host: msg("Host"),
  presenter: msg("Presenter"),
  moderator: msg("Moderator"),
  interpreter: msg("Interpreter"),
};

export function mountPeople(element: HTMLElement, lectern: Lectern) {
  let filter: Filter = { text: "", state: "" };

  let redraw: () => void = () => {};

  function narrow(changes: Partial<Filter>) {
    filter = { ...filter, ...changes };
    redraw();
  }

  function template() {
    const members = lectern.room.state.people?.members ?? [];
    const shownPeople = rollOf(members, filter, lectern.locale);
    return html`${FEATURES.map(({ above }) => above?.(lectern))} ${filters(lectern, filter, narrow)}
      <p class="small quietly" role="status">${countWords(lectern, members, shownPeople, filter)}</p>
      <ul class="roll">
        ${repeat(shownPeople, (person) => person.member, (person) => row(lectern, person))}
      </ul>`;
  }

  return drawInto(element, template, (draw) => {
    redraw = draw;
    return lectern.onChange(draw);
  });
}

function filters({ words }: Lectern, filter: Filter, narrow: (changes: Partial<Filter>) => void) {
  const choose = (event: Event) => narrow({ state: inputOf(event).value as Filter["state"] });
  return html`<div class="roll-filter">
    <div class="field">
      <label for="people-search">${words.say("Search")}</label>
      <input
        id="people-search"
        class="input"
        type="search"
        autocomplete="off"
        @input=${(event: Event) => narrow({ text: inputOf(event).value })}
      />
    </div>
    <div class="field">
      <label for="people-state">${words.say("Show")}</label>
      <select id="people-state" class="input" @change=${choose}>
        ${Object.entries(STATES).map(
          ([state, name]) =>
            html`<option value=${state} ?selected=${state === filter.state}>${words.say(name)}</option>`,
        )}
      </select>
    </div>
  </div>`;
}

/** Counts the people who match. Of all people it counts what the bar counts, so that the two numbers agree. */
function countWords({ words, room }: Lectern, members: Person[], shownPeople: Person[], { text, state }: Filter) {
  if (!members.some((person) => person.role === "participant")) {
    return words.say("Nobody has joined yet. Show the join code.");
  }
  const { here = 0, joined = 0 } = room.state.people ?? {};
  if (!text.trim() && !state) return words.say(msg("{n} of {all} here", "{n} of {all} here"), { n: here, all: joined });
  return shownPeople.length ? words.say(msg("{n} person", "{n} people"), { n: shownPeople.length }) : words.say("Nobody matches.");
}

function row(lectern: Lectern, person: Person) {
  const { words } = lectern;
  return html`<li class="roll-row">
    <span class="roll-name"
      ><bdi>${person.name}</bdi> ${person.role === "participant"
        ? nothing
        : html`<span class="badge">${words.say(ROLES[person.role])}</span>`}
      ${person.hall ? html`<span class="badge">${words.say("By proxy: {hall}", { hall: person.hall })}</span>` : nothing}</span
    >
    <span class="quietly">${words.nameOf(person.language)}</span>
    <span class="roll-state" data-state=${person.state}>${words.say(STATES[person.state])}</span>
    ${removeButton(lectern, person)}
  </li>`;
}
