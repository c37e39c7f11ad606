/** Gives the group work that goes on to the card of the moment. */

import { html } from "lit-html";

import { msg } from "../../kit/words.ts";
import type { Moment } from "../../room/engine/hooks.ts";
import { commandButton, refusalLine } from "../console/control.ts";
import type { Lectern } from "../console/lectern.ts";
import { timeText } from "../polls/countdown.ts";
import { callsFor, groupList, groupsOf, secondsLeft } from "./parts.ts";

export function groupMoment(lectern: Lectern): Moment | undefined {
  const { room, words, now, locale } = lectern;
  const groups = groupsOf(room.state);
  if (groups.round?.state !== "running" || room.state.room.state !== "live") return undefined;
  const seconds = secondsLeft(groups.round, now());
  const calls = callsFor(groupList(groups)).length;
  const minutes = Math.ceil(seconds / 60) + 5;
  return {
    key: "groups",
    urgency: "now",
    name: words.say("Group work"),
    kind: words.say("Group work"),
    title: html`<span class="moment-time number">${words.say("Time left: {time}", { time: timeText(seconds, locale) })}</span>`,
    state: calls ? words.say(msg("{n} group calls you", "{n} groups call you"), { n: calls }) : "",
    act: html`${commandButton(lectern, { name: "groups.time", command: "groups.time", fields: { minutes }, label: words.say("5 minutes more") })}
      ${refusalLine(lectern.refusalOf("groups.time"))}`,
  };
}
