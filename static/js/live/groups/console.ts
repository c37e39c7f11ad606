/** Draws the hosts' panel of group work: prepared, at work, over. */

import { html, nothing } from "lit-html";

import { commandButton, notStarted, refusalLine } from "../console/control.ts";
import type { Lectern } from "../console/lectern.ts";
import { isolated } from "../../kit/texts.ts";
import { drawInto } from "../../kit/view.ts";
import { msg } from "../../kit/words.ts";
import type { OnConsole } from "../../room/engine/hooks.ts";
import { groupCard, mover } from "./card.ts";
import { prepareForm, startForm, tellForm } from "./forms.ts";
import { groupMoment } from "./moment.ts";
import { callsFor, groupList, groupsOf, secondsLeft, type Groups } from "./parts.ts";
import { timeText } from "../polls/countdown.ts";

export const groups: OnConsole = {
  panels: { groups: mount },
  moment: groupMoment,
  // The groups that wait for a presenter.
  counts: { groups: (state) => callsFor(groupList(groupsOf(state))).length },
};

function mount(element: HTMLElement, lectern: Lectern) {
  const { room, words } = lectern;
  const clock = document.createElement("strong");
  clock.className = "number";

  function template() {
    const groups = groupsOf(room.state);
    const state = groups.round?.state;
    const isLive = room.state.room.state === "live";
    return html`${notStarted(lectern)} ${state === "draft" ? preparedView(groups) : nothing}
      ${state === "running" ? runningView(groups) : nothing} ${state === "closed" ? closedView(groups) : nothing}
      ${isLive && state !== "running" && state !== "draft" ? prepareForm(lectern) : nothing}`;
  }

  function preparedView(groups: Groups) {
    const { split = "random", size = 5 } = groups.round ?? {};
    return html`<p class="quietly">${words.say("Only hosts see these groups until you start them.")}</p>
      ${startForm(lectern)}
      <div class="row">
        ${commandButton(lectern, {
          name: "groups.again",
          command: "groups.draft",
          fields: { split, size },
          label: words.say("Deal again"),
          look: "quiet",
        })}
        ${commandButton(lectern, {
          name: "groups.discard",
          command: "groups.discard",
          fields: {},
          label: words.say("Discard"),
          look: "quiet",
        })}
      </div>
      ${refusalLine(lectern.refusalOf("groups.again") || lectern.refusalOf("groups.discard"))} ${unplaced(groups)}
      ${cards(groups)}`;
  }

  function runningView(groups: Groups) {
    const minutes = Math.ceil(secondsLeft(groups.round, lectern.now()) / 60) + 5;
    const isAsked = lectern.twice.isAsked("groups.close");
    return html`<div class="row">
        ${clock}
        ${commandButton(lectern, {
          name: "groups.time",
          command: "groups.time",
          fields: { minutes },
          label: words.say("5 minutes more"),
          look: "quiet",
        })}
        <button class="button" type="button" aria-disabled=${String(!lectern.isReady)} @click=${close}>
          ${words.say(isAsked ? "Press again to end group work" : "End group work")}
        </button>
      </div>
      ${refusalLine(lectern.refusalOf("groups.time") || lectern.refusalOf("groups.close"))} ${calls(groups)}
      ${unplaced(groups)} ${cards(groups)} ${tellForm(lectern, groupList(groups))}`;
  }

  /** Ends group work by two presses, because closing cannot be undone. */
  function close() {
    if (lectern.isReady && lectern.twice.press("groups.close")) void lectern.act("groups.close", "groups.close");
  }

  function closedView(groups: Groups) {
    return html`<p>${words.say("Group work is over")}</p>
      ${cards(groups)}`;
  }

  function calls(groups: Groups) {
    const calling = callsFor(groupList(groups));
    if (!calling.length) return nothing;
    return html`<section class="group-calls notice warn" aria-label=${words.say("Groups that call you")}>
      <h3>${words.say("Groups that call you")}</h3>
      <ol class="stack">
        ${calling.map(({ group, helper }) => call(group, helper))}
      </ol>
    </section>`;
  }

  function call(group: number, helper: string | null) {
    const [answerControl, helpedControl] = [`groups.answer ${group}`, `groups.helped ${group}`];
    const comingText = helper && words.say("{name} is coming", { name: isolated(helper) });
    return html`<li>
      <div class="row">
        <strong>${words.say("Group {n}", { n: group })}</strong>
        ${comingText ||
        commandButton(lectern, { name: answerControl, command: "groups.answer", fields: { group }, label: words.say("I am coming") })}
        ${commandButton(lectern, {
          name: helpedControl,
          command: "groups.helped",
          fields: { group },
          label: words.say("Done"),
          look: "quiet",
        })}
      </div>
      ${refusalLine(lectern.refusalOf(answerControl) || lectern.refusalOf(helpedControl))}
    </li>`;
  }

  function unplaced({ unplaced: people = [], ...groups }: Groups) {
    if (!people.length) return nothing;
    return html`<details class="group-unplaced" open>
      <summary>${words.say("In no group yet")} · ${words.number(people.length)}</summary>
      <ul class="roll">
        ${people.map((person) => mover(lectern, person, groupList(groups), 0))}
      </ul>
    </details>`;
  }

  function cards(groups: Groups) {
    const list = groupList(groups);
    return list.map((group) => groupCard(lectern, group, groups, list));
  }

  function tick() {
    const seconds = secondsLeft(groupsOf(room.state).round, lectern.now());
    clock.textContent = words.say("Time left: {time}", { time: timeText(seconds, lectern.locale) });
  }

  const stop = drawInto(element, template, lectern.onChange);
  const timer = setInterval(tick, 1000);
  tick();
  return () => {
    clearInterval(timer);
    stop();
  };
}
