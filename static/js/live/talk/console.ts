/** Adds speaking participants to the console: who may speak now and how long, and who waits for it. */

import { html, nothing } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";

import { isolated } from "../../kit/texts.ts";
import { msg, msgIn } from "../../kit/words.ts";
import type { OnConsole } from "../../room/engine/hooks.ts";
import type { GrantView } from "../../room/engine/wire.ts";
import { commandButton, refusalLine } from "../console/control.ts";
import type { Lectern } from "../console/lectern.ts";
import { leftText } from "../timing/clock.ts";
import { channelOf, FLOOR } from "../voice/channels.ts";

const CONTROL = "talk";

export const talk: OnConsole = { figures: runningGrant, above: queue };

/** Draws, in the bar, the participant who may speak now. */
function runningGrant(lectern: Lectern) {
  const { words } = lectern;
  const grants = grantsIn(lectern);
  const running = grants.find(({ ends_at }) => ends_at !== null);
  if (!running) return nothing;
  const waiting = grants.length - 1;
  return html`<span class="figure talk-running" role="group" aria-label=${words.say("Speaking participants")}>
    <strong>${stateWords(lectern, running)}</strong>
    ${timeLeft(lectern, running)} ${buttons(lectern, running)} ${isSpeaking(lectern, running) ? silence(lectern) : nothing}
    ${waiting ? html`<span class="quietly">${words.say(msg("{n} waiting", "{n} waiting"), { n: waiting })}</span>` : nothing}
  </span>`;
}

/** Draws all, above the people. */
function queue(lectern: Lectern) {
  const { words } = lectern;
  const grants = grantsIn(lectern);
  if (grants.length === 0) return nothing;
  return html`<section class="hands" aria-labelledby="talk-title">
    <h3 class="console-part" id="talk-title">${words.say("Speaking participants")}</h3>
    <ol class="hands-list">
      ${repeat(grants, ({ member }) => member, (grant) => row(lectern, grant))}
    </ol>
    ${refusalLine(lectern.refusalOf(CONTROL))}
  </section>`;
}

function row(lectern: Lectern, grant: GrantView) {
  return html`<li class="hands-row" data-called=${String(grant.ends_at !== null)}>
    <p>${stateWords(lectern, grant)}</p>
    <div class="row">${buttons(lectern, grant)}</div>
  </li>`;
}

const isSpeaking = ({ room }: Lectern, { member }: GrantView) => channelOf(room.state, FLOOR).holder === member;

/** Draws the button that interrupts: the participant may still go on with another press. */
function silence(lectern: Lectern) {
  const label = lectern.words.say("Silence");
  return commandButton(lectern, { name: `${CONTROL} silence`, command: "voice.silence", fields: { channel: FLOOR }, label, look: "quiet" });
}

function stateWords(lectern: Lectern, grant: GrantView) {
  const { words } = lectern;
  const values = { name: isolated(grant.name) };
  if (grant.ends_at === null) return words.say("{name} waits to speak", values);
  return isSpeaking(lectern, grant) ? words.say("{name} is speaking", values) : words.say("{name} may speak", values);
}

function timeLeft({ now, words }: Lectern, { ends_at }: GrantView) {
  const leftMs = Math.max(0, Date.parse(ends_at ?? "") - now());
  return html`<span class="number">${leftText(leftMs, words.language)}</span>`;
}

function buttons(lectern: Lectern, { member, name }: GrantView) {
  const values = { name: isolated(name) };
  const button = (command: string, label: string, spoken: string) =>
    commandButton(lectern, { name: CONTROL, command, fields: { member }, label: html`<span aria-hidden="true">${label}</span><span class="unseen">${spoken}</span>`, look: "quiet" });
  const { words } = lectern;
  return html`${button("talk.extend", words.say("1 minute more"), words.say("1 minute more for {name}", values))}
    ${button("talk.end", words.say(msgIn("the time to speak", "End")), words.say("End the time of {name}", values))}`;
}

function grantsIn({ room }: Lectern): GrantView[] {
  return room.state.room.state === "live" ? (room.state.talk?.grants ?? []) : [];
}
