/** Gives the countdown or the break that runs to the card of the moment. */

import { html } from "lit-html";

import type { Moment } from "../../room/engine/hooks.ts";
import type { State } from "../../room/engine/store.ts";
import { commandButton, refusalLine } from "../console/control.ts";
import type { Lectern } from "../console/lectern.ts";
import { channelsOf } from "../voice/channels.ts";
import { clockText, leftText, runningAt } from "./clock.ts";
import { LABELS } from "./labels.ts";

/** Whether this member speaks in any channel. */
const isOnAir = (state: State) => channelsOf(state).some(([, { holder }]) => holder === state.me.member);

export function timeMoment(lectern: Lectern): Moment | undefined {
  const { room, words, now } = lectern;
  const countdown = runningAt(room.state.timing, now());
  if (!countdown) return undefined;
  const { kind, label, clock } = countdown.now;
  const button = (command: string, fields: object, text: string, look: "" | "quiet") =>
    commandButton(lectern, { name: "timing", command, fields, label: text, look });
  const what = kind === "break" ? words.say("Break until {time}", { time: clockText(clock, words.language) }) : words.say(LABELS[label]);
  return {
    key: `time ${kind}`,
    urgency: kind === "break" ? "now" : "soon",
    coversStage: kind === "break",
    name: what,
    kind: what,
    state: kind === "break" && isOnAir(room.state) ? html`<strong>${words.say("Your microphone is on: everybody hears you.")}</strong>` : "",
    title: html`<span class="moment-time number">${countdown.isUp ? words.say("Time is up") : leftText(countdown.leftMs, words.language)}</span>`,
    act: html`${button("timing.end", {}, words.say("End now"), "")} ${button("timing.add", { minutes: 1 }, words.say("1 minute more"), "quiet")}
      ${refusalLine(lectern.refusalOf("timing"))}`,
  };
}
