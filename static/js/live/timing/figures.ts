/** Time in the console's bar: what runs, and the sign that the planned time is nearly over. */

import { html, nothing } from "lit-html";

import { commandButton } from "../console/control.ts";
import type { Lectern } from "../console/lectern.ts";
import { clockText, leftText, runningAt } from "./clock.ts";
import { minutesToEnd } from "./outlook.ts";

export function timeFigures(lectern: Lectern) {
  return [running(lectern), ending(lectern)];
}

function running({ room, words, now }: Lectern) {
  const found = runningAt(room.state.timing, now());
  if (!found) return nothing;
  const { kind, label, clock } = found.now;
  const what =
    kind === "break"
      ? words.say("timing.until", { time: clockText(clock, words.language) })
      : words.say(`timing.label.${label}`);
  const left = found.isUp ? words.say("timing.up") : leftText(found.left, words.language);
  return html`<strong class="figure-running">${what} · <span class="number">${left}</span></strong>`;
}

function ending(lectern: Lectern) {
  const { room, words } = lectern;
  const n = minutesToEnd(room.state.room, lectern.now());
  if (n === null) return nothing;
  const mayExtend = room.state.me.role === "host" || room.state.me.role === "presenter";
  return html`<span class="figure figure-ending" role="status">
    <strong>${n > 0 ? words.say("timing.end_soon", { n }) : words.say("timing.end_reached")}</strong>
    ${mayExtend
      ? commandButton(lectern, { name: "extend", command: "room.extend", fields: { minutes: 15 }, label: words.say("timing.extend"), look: "quiet" })
      : nothing}
  </span>`;
}
