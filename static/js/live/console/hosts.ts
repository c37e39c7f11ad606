/** Lists who holds the session together with the reader: who is here, and who presents. */

import { html, nothing } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";

import { drawInto } from "../../kit/view.ts";
import { msg } from "../../kit/words.ts";
import type { Person, Snapshot } from "../../room/engine/types.ts";
import type { Lectern } from "./lectern.ts";
import { ROLES, STATES } from "./people.ts";

/** Returns the others who hold the session, whether or not they are here now. */
export function otherHosts({ people, me }: Pick<Snapshot, "people" | "me">): Person[] {
  return hostsOf(people).filter(({ member }) => member !== me.member);
}

function hostsOf(people: Snapshot["people"]) {
  return people?.members.filter(({ role }) => role !== "participant") ?? [];
}

/** Mounts the list. It is empty while the reader is the only host. */
export function mountHosts(element: HTMLElement, lectern: Lectern) {
  const { words, room } = lectern;

  function template() {
    if (otherHosts(room.state).length === 0) return nothing;
    return html`<p class="small quietly">${words.say("Hosts of this session")}</p>
      <ul class="roll">
        ${repeat(hostsOf(room.state.people), ({ member }) => member, row)}
      </ul>`;
  }

  function row({ member, name, role, state }: Person) {
    if (role === "participant") return nothing;
    return html`<li class="roll-row">
      <span class="roll-name"
        ><bdi>${name}</bdi> <span class="badge">${words.say(ROLES[role])}</span> ${room.state.floor?.holder === member
          ? html`<strong class="badge console-presents">${words.say(msg("Presents now"))}</strong>`
          : nothing}</span
      >
      <span class="roll-state" data-state=${state}>${words.say(STATES[state])}</span>
    </li>`;
  }

  return drawInto(element, template, lectern.onChange);
}
