// @ts-check
/** Who is here, who has lost the connection, who went away. */

import { html, nothing } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";

import { inputOf } from "../lib/events.js";
import { drawInto } from "../lib/view.js";
import { removal } from "../lobby/console.js";
import { FEATURES } from "./features.js";
import { rollOf } from "./roll.js";

/** @typedef {import("./lectern.js").Lectern} Lectern */
/** @typedef {import("../live/types.js").Person} Person */
/** @typedef {import("./roll.js").Filter} Filter */

/** @type {Filter["state"][]} */
const STATES = ["", "here", "lost", "away"];

/** @param {HTMLElement} element @param {Lectern} lectern */
export function mountPeople(element, lectern) {
  /** @type {Filter} */
  let filter = { text: "", state: "" };

  /** @type {() => void} */
  let redraw = () => {};

  /** @param {Partial<Filter>} changes */
  function narrow(changes) {
    filter = { ...filter, ...changes };
    redraw();
  }

  function template() {
    const members = lectern.room.state.people?.members ?? [];
    const shown = rollOf(members, filter, lectern.locale);
    return html`${FEATURES.map(({ above }) => above?.(lectern))} ${filters(lectern, filter, narrow)}
      <p class="small quietly" role="status">${countWords(lectern, members, shown)}</p>
      <ul class="roll">
        ${repeat(shown, (person) => person.member, (person) => row(lectern, person))}
      </ul>`;
  }

  return drawInto(element, template, (draw) => {
    redraw = draw;
    return lectern.onChange(draw);
  });
}

/**
 * @param {Lectern} lectern
 * @param {Filter} filter
 * @param {(changes: Partial<Filter>) => void} narrow
 */
function filters({ words }, filter, narrow) {
  const choose = (/** @type {Event} */ event) => narrow({ state: /** @type {Filter["state"]} */ (inputOf(event).value) });
  return html`<div class="roll-filter">
    <div class="field">
      <label for="people-search">${words.say("people.search")}</label>
      <input
        id="people-search"
        class="input"
        type="search"
        autocomplete="off"
        @input=${(/** @type {Event} */ event) => narrow({ text: inputOf(event).value })}
      />
    </div>
    <div class="field">
      <label for="people-state">${words.say("people.show")}</label>
      <select id="people-state" class="input" @change=${choose}>
        ${STATES.map(
          (state) =>
            html`<option value=${state} ?selected=${state === filter.state}>
              ${words.say(`people.${state || "all"}`)}
            </option>`,
        )}
      </select>
    </div>
  </div>`;
}

/** @param {Lectern} lectern @param {Person[]} members @param {Person[]} shown */
function countWords({ words }, members, shown) {
  if (!members.some((person) => person.role === "participant")) return words.say("people.empty");
  return shown.length ? words.say("people.shown", { n: shown.length }) : words.say("people.no_match");
}

/** @param {Lectern} lectern @param {Person} person */
function row(lectern, person) {
  const { words } = lectern;
  return html`<li class="roll-row">
    <span class="roll-name"
      ><bdi>${person.name}</bdi> ${person.role === "participant"
        ? nothing
        : html`<span class="badge">${words.say(`role.${person.role}`)}</span>`}
      ${person.hall ? html`<span class="badge">${words.say("people.by_proxy", { hall: person.hall })}</span>` : nothing}</span
    >
    <span class="quietly">${words.nameOf(person.language)}</span>
    <span class="roll-state" data-state=${person.state}>${words.say(`people.${person.state}`)}</span>
    ${removal(lectern, person)}
  </li>`;
}
