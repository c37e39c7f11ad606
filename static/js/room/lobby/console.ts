/** Draws the people who wait to be let in, above the people of the session, and the way to take somebody out. */

import { html, nothing } from "lit-html";
import { msg, msgIn, type Msg } from "../../kit/words.ts";
import { commandButton, refusalLine } from "../../live/console/control.ts";
import type { Lectern } from "../../live/console/lectern.ts";
import type { OnConsole } from "../engine/hooks.ts";
import type { Person, WaitingView } from "../engine/types.ts";
import type { Quality } from "./quality.ts";

const REASONS = [
  ["full_name", msg("Full name, please")],
  ["not_listed", msg("Not on the list")],
  ["other_session", msg("Another session")],
  ["later", msg("Later")],
] as const;
const MODES = {
  open: msg("Let everyone straight in"),
  admit: msg("Let people in one by one"),
  closed: msg("Let nobody else in"),
};
const CONTROLS = [...Object.keys(MODES).map((mode) => `lobby.set.${mode}`), "lobby.admit_all", "lobby.clear"];
const NOBODY_WAITS: Record<keyof typeof MODES, Msg> = {
  open: msg("Anybody with the link comes straight in."),
  admit: msg("Nobody is waiting."),
  closed: msg("Nobody else can join, except by a personal link."),
};
const LINKS: Record<Quality, Msg> = {
  good: msg("good connection"),
  enough: msg("connection enough for slides"),
  slow: msg("slow connection"),
};
const MAY_ADMIT = ["host", "presenter", "moderator"];

const mayAdmit = ({ room }: Lectern) => MAY_ADMIT.includes(room.state.me.role) && room.state.room.state !== "ended";

export const lobby: OnConsole = { above: lobbyPart, counts: { lobby: ({ lobby }) => lobby?.items.length ?? 0 } };

function lobbyPart(lectern: Lectern) {
  const { lobby } = lectern.room.state;
  if (!lobby || !mayAdmit(lectern)) return nothing;
  const { words } = lectern;
  const waiting = lobby.items;
  const actions = html`<div class="row">
      ${Object.entries(MODES).map(([mode, label]) =>
        mode === lobby.mode
          ? nothing
          : commandButton(lectern, {
              name: `lobby.set.${mode}`,
              command: "lobby.set",
              fields: { mode },
              label: words.say(label),
              look: "plain",
            }),
      )}
      ${clearButton(lectern)}
    </div>
    ${refusalLine(CONTROLS.map(lectern.refusalOf).join(""))} ${removedList(lectern)}`;
  // Nobody can wait at an open door: it is one line above the people.
  if (lobby.mode === "open" && !waiting.length) {
    return html`<details class="console-why lobby"><summary class="small">${words.say(NOBODY_WAITS.open)}</summary>${actions}</details>`;
  }
  return html`<section class="console-card lobby" aria-labelledby="lobby-title">
    <div class="console-head">
      <h3 class="console-card-title" id="lobby-title">
        ${words.say(msgIn("people at the door of a session", "Waiting to be let in"))}
      </h3>
      ${waiting.length > 1
        ? commandButton(lectern, {
            name: "lobby.admit_all",
            command: "lobby.admit_all",
            fields: {},
            label: words.say(msg("Let {n} person in", "Let all {n} in"), { n: waiting.length }),
          })
        : nothing}
    </div>
    ${waiting.length
      ? html`<ul class="roll">${waiting.map((person) => row(lectern, person))}</ul>`
      : html`<p class="small quietly">${words.say(NOBODY_WAITS[lobby.mode])}</p>`}
    ${actions}
  </section>`;
}

/** Draws the button that takes out everybody who was never here, by two presses. */
function clearButton(lectern: Lectern) {
  const { twice, words } = lectern;
  const isAsked = twice.isAsked("lobby.clear");
  const press = () => {
    if (twice.press("lobby.clear")) void lectern.act("lobby.clear", "lobby.clear", {});
  };
  return html`<button type="button" class="button plain" data-asked=${String(isAsked)} aria-disabled=${String(!lectern.isReady)} @click=${press}>
    ${words.say(isAsked ? "Remove them all?" : "Remove all who were never here")}
  </button>`;
}

function row(lectern: Lectern, person: WaitingView) {
  const { words } = lectern;
  const [admit, refuse] = [`lobby.admit.${person.id}`, `lobby.refuse.${person.id}`];
  const facts = [
    words.nameOf(person.language),
    waitingTime(lectern, person),
    person.link ? words.say(LINKS[person.link]) : "",
  ];
  return html`<li class="lobby-row">
    <p class="lobby-who">
      <strong><bdi>${person.name}</bdi></strong> ${person.expected === null
        ? nothing
        : html`<span class="badge" data-expected=${String(person.expected)}
            >${words.say(person.expected ? "on the list" : "not on the list")}</span
          >`}
      <span class="small quietly">${facts.filter(Boolean).join(" · ")}</span>
    </p>
    <div class="row">
      ${commandButton(lectern, { name: admit, command: "lobby.admit", fields: { member: person.id }, label: words.say("Let in") })}
      <details class="menu" data-menu>
        <summary class="button quiet">${words.say("Do not let in")}</summary>
        <div class="menu-list">
          ${REASONS.map(
            ([reason, label]) => html`<button type="button" class="menu-item" @click=${() => void lectern.act(refuse, "lobby.refuse", { member: person.id, reason })}>
              ${words.say(label)}
            </button>`,
          )}
        </div>
      </details>
    </div>
    ${refusalLine(lectern.refusalOf(admit) || lectern.refusalOf(refuse))}
  </li>`;
}

function waitingTime({ now, words }: Lectern, person: WaitingView) {
  const minutes = person.since ? Math.floor((now() - Date.parse(person.since)) / 60_000) : 0;
  if (minutes < 1) return words.say("just came");
  return words.say(msg("waiting {n} minute", "waiting {n} minutes"), { n: minutes });
}

function removedList(lectern: Lectern) {
  const removed = lectern.room.state.lobby?.removed ?? [];
  if (!removed.length) return nothing;
  const { words } = lectern;
  return html`<details class="lobby-removed">
    <summary>${words.say("Removed from the session")} (${words.number(removed.length)})</summary>
    <ul class="roll">
      ${removed.map(
        ({ member, name }) => html`<li class="lobby-row">
          <p class="lobby-who"><bdi>${name}</bdi></p>
          ${commandButton(lectern, { name: `member.restore.${member}`, command: "member.restore", fields: { member }, label: words.say("Take back"), look: "quiet" })}
          ${refusalLine(lectern.refusalOf(`member.restore.${member}`))}
        </li>`,
      )}
    </ul>
  </details>`;
}

/** Draws the button that takes a participant out of the session by two presses. */
export function removeButton(lectern: Lectern, person: Person) {
  if (person.role !== "participant" || !mayAdmit(lectern)) return nothing;
  const { twice, words } = lectern;
  const control = `member.remove.${person.member}`;
  const isAsked = twice.isAsked(control);
  const press = () => {
    if (twice.press(control)) void lectern.act(control, "member.remove", { member: person.member });
  };
  return html`<button type="button" class="button plain roll-remove" data-asked=${String(isAsked)} aria-disabled=${String(!lectern.isReady)} @click=${press}>
      ${words.say(isAsked ? "Remove from the session?" : "Remove")}<span class="unseen">: ${person.name}</span>
    </button>
    ${refusalLine(lectern.refusalOf(control))}`;
}
