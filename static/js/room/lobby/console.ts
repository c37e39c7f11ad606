/** The people who wait to be let in, above the people of the session, and the way to take somebody out. */

import { html, nothing } from "lit-html";
import { commandButton, refusalLine } from "../../live/console/control.ts";
import type { Lectern } from "../../live/console/lectern.ts";
import type { OnConsole } from "../engine/hooks.ts";
import type { Person, WaitingView } from "../engine/types.ts";

const REASONS = ["full_name", "not_listed", "other_session", "later"] as const;
const MODES = ["open", "admit", "closed"];
const NOBODY_WAITS = { open: "lobby.is_open", admit: "lobby.nobody", closed: "lobby.is_closed" };
const MAY_ADMIT = ["host", "presenter", "moderator"];

const mayAdmit = ({ room }: Lectern) => MAY_ADMIT.includes(room.state.me.role) && room.state.room.state !== "ended";

export const lobby: OnConsole = { above: lobbyPart, counts: { lobby: ({ lobby }) => lobby?.items.length ?? 0 } };

function lobbyPart(lectern: Lectern) {
  const { lobby } = lectern.room.state;
  if (!lobby || !mayAdmit(lectern)) return nothing;
  const { words } = lectern;
  const waiting = lobby.items;
  return html`<section class="console-card lobby" aria-labelledby="lobby-title">
    <div class="console-head">
      <h3 class="console-card-title" id="lobby-title">${words.say("lobby.title")}</h3>
      ${waiting.length > 1
        ? commandButton(lectern, { name: "lobby.admit_all", command: "lobby.admit_all", fields: {}, label: words.say("lobby.admit_all", { n: waiting.length }) })
        : nothing}
    </div>
    ${waiting.length
      ? html`<ul class="roll">${waiting.map((person) => row(lectern, person))}</ul>`
      : html`<p class="small quietly">${words.say(NOBODY_WAITS[lobby.mode])}</p>`}
    <div class="row">
      ${MODES.filter((mode) => mode !== lobby.mode).map((mode) =>
        commandButton(lectern, { name: `lobby.set.${mode}`, command: "lobby.set", fields: { mode }, label: words.say(`lobby.mode_${mode}`), look: "plain" }),
      )}
      ${clearing(lectern)}
    </div>
    ${refusalLine([...MODES.map((mode) => `lobby.set.${mode}`), "lobby.admit_all", "lobby.clear"].map(lectern.refusalOf).join(""))} ${removedList(lectern)}
  </section>`;
}

/** Takes out everybody who was never here, by two presses. */
function clearing(lectern: Lectern) {
  const { twice, words } = lectern;
  const isAsked = twice.isAsked("lobby.clear");
  const press = () => {
    if (twice.press("lobby.clear")) void lectern.act("lobby.clear", "lobby.clear", {});
  };
  return html`<button type="button" class="button plain" data-asked=${String(isAsked)} aria-disabled=${String(!lectern.isReady)} @click=${press}>
    ${words.say(isAsked ? "lobby.clear_sure" : "lobby.clear")}
  </button>`;
}

function row(lectern: Lectern, person: WaitingView) {
  const { words } = lectern;
  const [admit, refuse] = [`lobby.admit.${person.id}`, `lobby.refuse.${person.id}`];
  const facts = [
    words.nameOf(person.language),
    since(lectern, person),
    person.link ? words.say(`lobby.link.${person.link}`) : "",
  ];
  return html`<li class="lobby-row">
    <p class="lobby-who">
      <strong><bdi>${person.name}</bdi></strong> ${person.expected === null
        ? nothing
        : html`<span class="badge" data-expected=${String(person.expected)}>${words.say(person.expected ? "lobby.on_list" : "lobby.off_list")}</span>`}
      <span class="small quietly">${facts.filter(Boolean).join(" · ")}</span>
    </p>
    <div class="row">
      ${commandButton(lectern, { name: admit, command: "lobby.admit", fields: { member: person.id }, label: words.say("lobby.admit") })}
      <details class="menu" data-menu>
        <summary class="button quiet">${words.say("lobby.refuse")}</summary>
        <div class="menu-list">
          ${REASONS.map(
            (reason) => html`<button type="button" class="menu-item" @click=${() => void lectern.act(refuse, "lobby.refuse", { member: person.id, reason })}>
              ${words.say(`lobby.reason.${reason}`)}
            </button>`,
          )}
        </div>
      </details>
    </div>
    ${refusalLine(lectern.refusalOf(admit) || lectern.refusalOf(refuse))}
  </li>`;
}

function since({ now, words }: Lectern, person: WaitingView) {
  const minutes = person.since ? Math.floor((now() - Date.parse(person.since)) / 60_000) : 0;
  return minutes < 1 ? words.say("lobby.since_now") : words.say("lobby.since", { n: minutes });
}

function removedList(lectern: Lectern) {
  const removed = lectern.room.state.lobby?.removed ?? [];
  if (!removed.length) return nothing;
  const { words } = lectern;
  return html`<details class="lobby-removed">
    <summary>${words.say("lobby.removed")} (${words.number(removed.length)})</summary>
    <ul class="roll">
      ${removed.map(
        ({ member, name }) => html`<li class="lobby-row">
          <p class="lobby-who"><bdi>${name}</bdi></p>
          ${commandButton(lectern, { name: `member.restore.${member}`, command: "member.restore", fields: { member }, label: words.say("lobby.restore"), look: "quiet" })}
          ${refusalLine(lectern.refusalOf(`member.restore.${member}`))}
        </li>`,
      )}
    </ul>
  </details>`;
}

/** Takes a participant out of the session by two presses. */
export function removal(lectern: Lectern, person: Person) {
  if (person.role !== "participant" || !mayAdmit(lectern)) return nothing;
  const { twice, words } = lectern;
  const control = `member.remove.${person.member}`;
  const isAsked = twice.isAsked(control);
  const press = () => {
    if (twice.press(control)) void lectern.act(control, "member.remove", { member: person.member });
  };
  return html`<button type="button" class="button plain roll-remove" data-asked=${String(isAsked)} aria-disabled=${String(!lectern.isReady)} @click=${press}>
      ${words.say(isAsked ? "lobby.remove_sure" : "lobby.remove")}<span class="unseen">: ${person.name}</span>
    </button>
    ${refusalLine(lectern.refusalOf(control))}`;
}
