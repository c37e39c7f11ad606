/** Draws time in the console's bar: what runs, and the sign that the planned time is nearly over. */

import { html, nothing } from "lit-html";

import { msg } from "../../kit/words.ts";
import { commandButton } from "../console/control.ts";
import type { Lectern } from "../console/lectern.ts";
import { clockText, leftText, runningAt } from "./clock.ts";
import { LABELS } from "./labels.ts";
import { minutesToEnd } from "./outlook.ts";

export function timeFigures(lectern: Lectern) {
  return [runningTime(lectern), ending(lectern)];
}

/** Draws the break or the countdown that runs, with the time left. */
export function runningTime({ room, words, now }: Lectern) {
  const countdown = runningAt(room.state.timing, now());
  if (!countdown) return nothing;
  const { kind, label, clock } = countdown.now;
  const title =
    kind === "break"
      ? words.say("Break until {time}", { time: clockText(clock, words.language) })
      : words.say(LABELS[label]);
  const timeText = countdown.isUp ? words.say("Time is up") : leftText(countdown.leftMs, words.language);
  return html`<strong class="figure-running">${title} · <span class="number">${timeText}</span></strong>`;
}

const SOON = msg("{n} minute until the planned end", "{n} minutes until the planned end");

function ending(lectern: Lectern) {
  const { room, words } = lectern;
  const n = minutesToEnd(room.state.room, lectern.now());
  if (n === null) return nothing;
  const mayExtend = room.state.me.role === "host" || room.state.me.role === "presenter";
  return html`<span class="figure figure-ending" role="status">
    <strong>${n > 0 ? words.say(SOON, { n }) : words.say("The planned time is over")}</strong>
    ${mayExtend
      ? commandButton(lectern, { name: "extend", command: "room.extend", fields: { minutes: 15 }, label: words.say("15 minutes more"), look: "quiet" })
      : nothing}
  </span>`;
}
