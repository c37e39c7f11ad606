/** Gives the raised hand that is next to the card of the moment. */

import { html } from "lit-html";

import { msg } from "../../kit/words.ts";
import type { Moment } from "../../room/engine/hooks.ts";
import { commandButton, refusalLine } from "../console/control.ts";
import type { Lectern } from "../console/lectern.ts";
import { CONTROL } from "./queue.ts";

const HANDS = msg("{n} raised hand", "{n} raised hands");

export function handMoment(lectern: Lectern): Moment | undefined {
  const { words, room } = lectern;
  const { hands = [], up = 0 } = room.state.signals ?? {};
  const hand = hands.find(({ called }) => called) ?? hands[0];
  if (!hand || room.state.me.role === "interpreter" || room.state.room.state !== "live") return undefined;
  const minutes = Math.max(0, Math.floor((lectern.now() - Date.parse(hand.raised_at)) / 60_000));
  const button = (command: string, label: string, look: "" | "quiet") =>
    commandButton(lectern, { name: CONTROL, command, fields: { member: hand.member }, label, look });
  return {
    key: `hand ${hand.member}`,
    urgency: "soon",
    name: words.say(HANDS, { n: up }),
    kind: hand.called ? words.say("Has the floor") : words.say(HANDS, { n: up }),
    title: html`<bdi>${hand.name}</bdi>`,
    // Neither the person who speaks waits, nor the one whose hand has just gone up.
    state: hand.called || !minutes ? "" : words.say("waits {n} min", { n: minutes }),
    act: html`${hand.called ? button("hand.dismiss", words.say("Lower hand"), "") : button("hand.call", words.say("Give the floor"), "")}
      ${button("talk.grant", words.say("Open their microphone"), "quiet")}
      ${refusalLine(lectern.refusalOf(CONTROL))}`,
  };
}
