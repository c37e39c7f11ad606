/** Draws a participant's place of group work: their group, its hand-out, note, poll, and the time left. */

import { html, nothing } from "lit-html";

import { shelf } from "../../kit/storage.ts";
import { commaOf, isolated } from "../../kit/texts.ts";
import { drawInto } from "../../kit/view.ts";
import { localeOf, type Words } from "../../kit/words.ts";
import type { CommandFields, CommandName } from "../../room/engine/messages.ts";
import type { Room } from "../../room/engine/room.ts";
import { timeText } from "../polls/countdown.ts";
import type { Screen } from "../../room/rooms/screen.ts";
import { createHandouts } from "../slides/handout.ts";
import { createAllNotes } from "./all_notes.ts";
import { createNote } from "./note.ts";
import { groupList, groupsOf, noteOf, secondsLeft, type Group } from "./parts.ts";
import { createPen, type Pen } from "./pen.ts";
import { pollPart } from "./poll.ts";

type Desk = { pen: Pen; note: ReturnType<typeof createNote> };

export interface Context {
  room: Room;
  words: Words;
  send: <Name extends string>(command: CommandName<Name>, fields: CommandFields<Name>, about?: string) => ReturnType<Room["send"]>;
  language: () => string;
  /** Whether the present slide asks a question with options. */
  slidePoll: () => boolean;
}

export function mountGroups(element: HTMLElement, room: Room, words: Words, { screen }: { screen: Screen }) {
  const handoutOf = createHandouts(words);
  const clock = document.createElement("p");
  clock.className = "group-time number";
  const allNotes = createAllNotes(element.dataset.notes ?? "", screen.redraw);
  const context: Context = {
    room,
    words,
    send: (command, fields, about) => room.send(command, fields, { kept: command === "group.vote", ...(about ? { about } : {}) }),
    language: () => room.state.me.language,
    slidePoll: () => Object.keys(screen.deck?.slides[room.state.room.slide]?.poll?.labels ?? {}).length > 1,
  };
  /** All groups that the member has been in, in their order. */
  const desks = new Map<string, Desk>();
  let desk: Desk | null = null;
  let askedRound = 0;
  let wasHere = false;

  /** Returns the desk of a group. A member who is moved back finds what they were writing. */
  function deskOf(round: number, group: number) {
    const key = `${round} ${group}`;
    const desk = desks.get(key) ?? openDesk(round, group);
    desks.set(key, desk);
    return desk;
  }

  /** Opens the pen and the note of one group in one round. */
  function openDesk(round: number, group: number) {
    const pen = createPen({ room, shelf: shelf("localStorage"), round, group, changed: screen.redraw });
    const note = createNote(words, {
      pen,
      blocks: () => noteOf(groupsOf(room.state), group),
      myName: () => room.state.me.name,
      isConnected: () => room.connection === "connected",
      restore: (block) => void room.send("group.restore", { round, group, block }, { kept: true }),
      changed: screen.redraw,
    });
    return { pen, note };
  }

  function template() {
    const groups = groupsOf(room.state);
    const { round, mine } = groups;
    if (!round || room.state.me.role !== "participant") return undefined;
    desk = mine ? deskOf(round.round, mine) : null;
    // Text that has waited on this phone is sent even after the round is over.
    for (const { pen } of desks.values()) pen.hear();
    const isHere = screen.place === "groups";
    if (round.state === "closed" && isHere && !wasHere) void allNotes.load();
    wasHere = isHere && round.state === "closed";
    const group = groupList(groups).find((candidate) => candidate.group === mine);
    if (!group) return noGroupView(round.state === "running");
    return round.state === "running" ? runningView(group, round.slide) : closedView(group);
  }

  function noGroupView(isRunning: boolean) {
    if (!isRunning) return html`${title(words.say("Notes of all groups"))} ${allNotes.template(words)}`;
    const number = groupsOf(room.state).round?.round ?? 0;
    if (askedRound !== number && room.connection === "connected") {
      askedRound = number;
      void room.send("group.join", {}, { about: "join" });
    }
    return html`${title(words.say("Group"))}
      <p class="quietly">${words.say("We are looking for a group for you…")}</p>
      <button class="button" type="button" @click=${() => void room.send("group.join", {}, { about: "join" })}>
        ${words.say("Join group")}
      </button>`;
  }

  function runningView(group: Group, slide: number) {
    const page = screen.deck?.slides[slide];
    desk?.note.draw();
    return html`${title(words.say("Group {n}", { n: group.group }))} ${clock} ${people(group)} ${messages(group)}
      ${page ? handoutOf(page) : nothing} ${help(group)} ${unsent([...desks.values()].filter((other) => other !== desk))}
      <section class="group-part" aria-labelledby="group-note-title">
        <h3 id="group-note-title">${words.say("Shared note")}</h3>
        <p class="hint">${words.say("Everybody in the group writes here, also at the same time: nothing is lost.")}</p>
        ${desk?.note.element ?? nothing}
      </section>
      ${pollPart(context, group.poll, true)}`;
  }

  function closedView(group: Group) {
    return html`${title(words.say("Group {n}", { n: group.group }))}
      <p>${words.say("Group work is over")}</p>
      ${unsent([...desks.values()])}
      ${group.poll ? pollPart(context, group.poll, false) : nothing}
      <section class="group-part">
        <h3>${words.say("Notes of all groups")}</h3>
        ${allNotes.template(words)}
      </section>`;
  }

  /** Shows text that could not be sent. It is not lost: the member can read and copy it. */
  function unsent(someDesks: Desk[]) {
    const drafts = someDesks.flatMap(({ pen }) => [...pen.drafts.values()]);
    return drafts
      .filter(({ now, was, refused }) => refused || now !== was)
      .map(
        ({ now, refused }) => html`<div class="notice warn group-kept">
          <p dir="auto">${now}</p>
          <p class="quietly small">
            ${refused ? words.refusal(refused) : words.say("Kept on this device, will be sent")}
          </p>
        </div>`,
      );
  }

  function title(text: string) {
    return html`<h2 id="groups-title" tabindex="-1">${text}</h2>`;
  }

  function people({ members }: Group) {
    const names = members.map(({ name }) => isolated(name)).join(commaOf(words.language));
    return html`<p class="quietly">${words.say("In your group: {names}", { names })}</p>`;
  }

  function messages(group: Group) {
    if (!group.said.length) return nothing;
    return html`<ul class="group-said">
      ${group.said.map(({ text, language, by }) => html`<li>
          <p class="quietly small"><bdi>${by}</bdi></p>
          <p lang=${language} dir="auto">${text}</p>
        </li>`)}
    </ul>`;
  }

  function help({ help_at, helper }: Group) {
    const call = (wanted: boolean) => () => void room.send("group.help", { wanted }, { about: "help" });
    if (!help_at) {
      return html`<button class="button quiet group-help" type="button" @click=${call(true)}>${words.say("Call the presenter")}</button>`;
    }
    const state = helper ? words.say("{name} is coming to you", { name: isolated(helper) }) : words.say("The presenter has been called");
    return html`<div class="group-help notice">
      <p role="status">${state}</p>
      <button class="button quiet" type="button" @click=${call(false)}>${words.say("We no longer need help")}</button>
    </div>`;
  }

  function tick() {
    const { round } = groupsOf(room.state);
    clock.textContent = words.say("Time left: {time}", { time: timeText(secondsLeft(round, room.now()), localeOf(words.language)) });
  }

  const leave = () => desk?.pen.flush();
  const stop = drawInto(element, template, screen.subscribe);
  const timer = setInterval(tick, 1000);
  tick();
  addEventListener("pagehide", leave);
  return () => {
    clearInterval(timer);
    removeEventListener("pagehide", leave);
    stop();
  };
}
