/** Draws a group as hosts see it: its members, who is silent, its note as it grows, its poll. */

import { html, nothing } from "lit-html";

import { commandButton, refusalLine } from "../console/control.ts";
import type { Lectern } from "../console/lectern.ts";
import { inputOf } from "../../kit/events.ts";
import { msg } from "../../kit/words.ts";
import { noteOf, type Group, type GroupMember, type Groups } from "./parts.ts";

export function groupCard(lectern: Lectern, group: Group, groups: Groups, allGroups: Group[]) {
  const { words } = lectern;
  const state = groups.round?.state;
  const title = words.say("Group {n}", { n: group.group });
  const size = words.say(msg("{n} person", "{n} people"), { n: group.members.length });
  return html`<article class="console-card group-card" aria-label=${title}>
    <h3 class="console-card-title">
      ${title} <span class="quietly small">${size}</span>
    </h3>
    ${state === "draft" && mayMove(group, allGroups) ? nothing : members(lectern, group, state === "draft")} ${state === "closed" ? nothing : movers(lectern, group, allGroups, state === "draft")}
    ${state === "draft" ? nothing : [note(lectern, group, groups), poll(lectern, group), stageButton(lectern, group)]}
  </article>`;
}

/** Returns whether members can be moved: the list for that has their names, too. */
function mayMove({ members: people }: Group, allGroups: Group[]) {
  return people.length > 0 && allGroups.length > 1;
}

/** @param isDraft nobody can have written yet */
function members({ words }: Lectern, { members: people }: Group, isDraft: boolean) {
  return html`<ul class="group-people">
    ${people.map(({ name, wrote }) => html`<li>
        <bdi>${name}</bdi>${wrote || isDraft
          ? nothing
          : html` <span class="quietly small">(${words.say("has not written yet")})</span>`}
      </li>`)}
  </ul>`;
}

function movers(lectern: Lectern, group: Group, allGroups: Group[], isOpen: boolean) {
  if (!mayMove(group, allGroups)) return nothing;
  return html`<details class="console-other" ?open=${isOpen}>
    <summary>${lectern.words.say("Move people")}</summary>
    <ul class="roll">
      ${group.members.map((person) => mover(lectern, person, allGroups, group.group))}
    </ul>
  </details>`;
}

function note({ words }: Lectern, { group }: Group, groups: Groups) {
  const paragraphs = noteOf(groups, group).filter(({ text }) => text);
  return html`<div class="group-written" aria-label=${words.say("Shared note")} role="group">
    ${paragraphs.map(({ text, language, by }) => html`<p lang=${language} dir="auto" title=${by}>${text}</p>`)}
    ${paragraphs.length ? nothing : html`<p class="quietly">${words.say("Nothing is written yet.")}</p>`}
  </div>`;
}

function poll({ words }: Lectern, { poll: groupPoll }: Group) {
  if (!groupPoll) return nothing;
  return html`<div>
    <p lang=${groupPoll.language} dir="auto"><strong>${groupPoll.question}</strong></p>
    <ul class="bars">
      ${groupPoll.options.map((option, index) => html`<li>
          <p class="bar-words">
            <span lang=${groupPoll.language} dir="auto">${option}</span>
            <span class="bar-number">${words.number(groupPoll.votes?.[index] ?? 0)}</span>
          </p>
          <progress class="bar" max=${Math.max(1, groupPoll.voters)} .value=${groupPoll.votes?.[index] ?? 0} aria-hidden="true"></progress>
        </li>`)}
    </ul>
    <p class="quietly small">${words.say(msg("{n} answer", "{n} answers"), { n: groupPoll.voters })}</p>
  </div>`;
}

function stageButton(lectern: Lectern, { group }: Group) {
  const { words, room } = lectern;
  const { stage, room: session } = room.state;
  if (session.state !== "live") return nothing;
  const isUp = stage.kind === "group_note" && stage.key === String(group);
  const name = `groups.stage ${group}`;
  const command = isUp
    ? { command: "stage.clear", fields: {}, label: words.say("Take off the stage") }
    : {
        command: "stage.show",
        fields: { kind: "group_note", key: String(group) },
        label: words.say("Bring to the stage"),
      };
  return html`<div class="row">
      ${commandButton(lectern, { name, ...command, look: "quiet" })} ${isUp ? html`<span>${words.say("On the stage now")}</span>` : nothing}
    </div>
    ${refusalLine(lectern.refusalOf(name))}`;
}

/** Draws one member's line, with a list of groups to move the member to. */
export function mover(lectern: Lectern, { member, name, language }: GroupMember, groups: Group[], currentGroup: number) {
  const { words } = lectern;
  const move = (event: Event) => {
    const group = Number(inputOf(event).value);
    if (group) void lectern.act(`groups.move ${member}`, "groups.move", { member, group });
  };
  return html`<li class="roll-row">
    <span class="roll-name"><bdi>${name}</bdi></span>
    <span class="quietly">${language ? words.nameOf(language) : nothing}</span>
    <select class="input" aria-label="${words.say("Choose a group")}: ${name}" .value=${String(currentGroup)} @change=${move}>
      ${currentGroup ? nothing : html`<option value="0">${words.say("Choose a group")}</option>`}
      ${groups.map(({ group }) => html`<option value=${group} ?selected=${group === currentGroup}>${words.say("Group {n}", { n: group })}</option>`)}
    </select>
    ${refusalLine(lectern.refusalOf(`groups.move ${member}`))}
  </li>`;
}
