/** Gives the card of the moment whoever has the floor, otherwise the raised hand that is next. */

import { html, nothing } from "lit-html";

import { isolated } from "../../kit/texts.ts";
import { msg } from "../../kit/words.ts";
import type { Moment } from "../../room/engine/hooks.ts";
import type { HandView as Hand } from "../../room/engine/wire.ts";
import { commandButton, refusalLine } from "../console/control.ts";
import type { Lectern } from "../console/lectern.ts";
import { CONTROL, END_TURN } from "./queue.ts";

const HANDS = msg("{n} raised hand", "{n} raised hands");

export function handMoment(lectern: Lectern): Moment | undefined {
  const { words, room } = lectern;
  const { hands = [], up = 0 } = room.state.signals ?? {};
  if (room.state.me.role === "interpreter" || room.state.room.state !== "live") return undefined;
  const [speaker, next] = [hands.find(({ called }) => called), hands.find(({ called }) => !called)];
  const raisedText = words.say(HANDS, { n: up });
  if (speaker) {
    const name = words.say("Has the floor");
    const state = next ? raisedText : "";
    return { key: `hand ${speaker.member}`, urgency: "now", name, kind: name, title: titleOf(speaker), state, act: speakerActs(lectern, speaker, next) };
  }
  if (!next) return undefined;
  const minutes = Math.max(0, Math.floor((lectern.now() - Date.parse(next.raised_at)) / 60_000));
  return {
    key: `hand ${next.member}`,
    urgency: "soon",
    name: raisedText,
    kind: raisedText,
    title: titleOf(next),
    // Nobody has waited whose hand has just gone up.
    state: minutes ? words.say("waits {n} min", { n: minutes }) : "",
    act: html`${button(lectern, "hand.call", next, words.say("Give the floor"), "")} ${microphone(lectern, next)} ${refusalLine(lectern.refusalOf(CONTROL))}`,
  };
}

const titleOf = ({ name }: Hand) => html`<bdi>${name}</bdi>`;

/** Draws what can follow a turn: the next raised hand has the floor at once, which ends the turn before it. */
function speakerActs(lectern: Lectern, speaker: Hand, next: Hand | undefined) {
  const { words } = lectern;
  const call = next && button(lectern, "hand.call", next, words.say("Next: {name}", { name: isolated(next.name) }), "");
  return html`${call ?? nothing} ${button(lectern, "hand.dismiss", speaker, words.say(END_TURN), next ? "quiet" : "")}
    ${microphone(lectern, speaker)} ${refusalLine(lectern.refusalOf(CONTROL))}`;
}

function microphone(lectern: Lectern, hand: Hand) {
  return button(lectern, "talk.grant", hand, lectern.words.say("Open their microphone"), "quiet");
}

function button(lectern: Lectern, command: string, { member }: Hand, label: string, look: "" | "quiet") {
  return commandButton(lectern, { name: CONTROL, command, fields: { member }, label, look });
}
