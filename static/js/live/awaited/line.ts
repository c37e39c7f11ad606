/** Draws on the console how many people have not answered yet and, unless the poll is anonymous, who. */

import { html, nothing } from "lit-html";

import { msg } from "../../kit/words.ts";
import type { Person, PollView, StepView } from "../../room/engine/types.ts";
import type { Lectern } from "../console/lectern.ts";
import { answeredIn } from "../steps/console/facts.ts";
import { createAsking, type Asking, type AwaitedView, type Question } from "./asking.ts";
import { groupsOf, hereIn, roughlyAwaited, type AwaitedGroup } from "./people.ts";

const MISSING = msg("{n} person here has not answered", "{n} people here have not answered");
const MORE = msg("and {n} more", "and {n} more");
const BY_HANDS = msg("{hall}: {n} of {all} by a show of hands");
const STATES = { lost: msg("Connection lost"), away: msg("Away") };

const askings = new WeakMap<Lectern, Asking>();

export function awaitedInPoll(lectern: Lectern, { poll, state, anonymous, voters = 0, figures }: PollView) {
  if (state !== "open") return nothing;
  const answered = voters + (figures?.abstained ?? 0);
  return line(lectern, anonymous ? null : { poll }, answered);
}

export function awaitedInStep(lectern: Lectern, { step, state, counts }: StepView) {
  if (state !== "put") return nothing;
  return line(lectern, { step }, answeredIn(counts));
}

/** @param question null if nobody may know who has answered */
function line(lectern: Lectern, question: Question | null, answered: number) {
  const { words, room } = lectern;
  const { here = 0, members = [] } = room.state.people ?? {};
  const rough = roughlyAwaited(here, answered);
  const summaryOf = (n: number) => words.say(n ? MISSING : msg("Everybody here has answered"), { n });
  if (!question || room.state.me.role === "interpreter") return html`<p class="awaited">${summaryOf(rough)}</p>`;
  const stamp = `${answered} ${members.map(({ member, state }) => member + state).join()}`;
  const view = askingOf(lectern).look(question, answered, stamp);
  return html`<details class="awaited">
    <summary>${summaryOf(view?.here ?? rough)}</summary>
    ${view ? names(lectern, view, members) : html`<p class="quietly">${words.say("Loading…")}</p>`}
  </details>`;
}

function askingOf(lectern: Lectern) {
  // An answer that has arrived is drawn as any other change of the console.
  const asking = askings.get(lectern) ?? createAsking(lectern.room, () => lectern.note("awaited", { ok: true }));
  askings.set(lectern, asking);
  return asking;
}

function names(lectern: Lectern, view: AwaitedView, members: Person[]) {
  const { words } = lectern;
  const groups = groupsOf(view.members, members, lectern.locale);
  return html`${groups.map((group) => languageGroup(lectern, group))}
    ${view.more ? html`<p class="quietly">${words.say(MORE, { n: view.more })}</p>` : nothing}
    ${view.halls.map(({ hall, people, hands }) => html`<p>${words.say(BY_HANDS, { hall, n: hands, all: people })}</p>`)}
    ${groups.length || view.halls.length ? nothing : html`<p class="quietly">${words.say("Everybody has answered.")}</p>`}`;
}

function languageGroup({ words }: Lectern, group: AwaitedGroup) {
  return html`<h4 class="awaited-language">${words.nameOf(group.language)} <span class="number">${words.number(hereIn(group))}</span></h4>
    <ul class="awaited-people">
      ${group.people.map(
        ({ name, state, hall }) => html`<li data-state=${state}>
          <bdi>${name}</bdi>${hall ? html` <span class="quietly">(<bdi>${hall}</bdi>)</span>` : nothing}${state === "here"
            ? nothing
            : html` <span class="awaited-state">${words.say(STATES[state])}</span>`}
        </li>`,
      )}
    </ul>`;
}
