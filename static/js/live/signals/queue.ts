/** Draws the queue of raised hands, above the people: who has the floor, who is next. */

import { html, nothing } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";

import { commandButton, refusalLine } from "../console/control.ts";
import type { Lectern } from "../console/lectern.ts";
import { msg, msgIn, type Msg } from "../../kit/words.ts";
import { announce } from "../../kit/dom.ts";
import type { HandView as Hand } from "../../room/engine/wire.ts";

export const CONTROL = "hands";
/** Ends the turn of whoever has the floor; a host may have called somebody who raised no hand. */
export const END_TURN = msg("End their turn");
const MORE = msg("and {n} more", "and {n} more");
/** When the newest hand was raised that was announced to a screen reader. */
let announcedAt = "";

export function handsPart(lectern: Lectern) {
  const { room, words } = lectern;
  const { hands = [], up = 0 } = room.state.signals ?? {};
  const raised = hands.filter(({ called }) => !called);
  announceNewest(lectern, raised);
  if (hands.length === 0) return nothing;
  const [next] = raised;
  const mayCall = room.state.me.role !== "interpreter" && room.state.room.state === "live";
  return html`<section class="hands" aria-labelledby="hands-title">
    <h3 class="console-part" id="hands-title">${words.say("Speaking queue")}</h3>
    <ol class="hands-list">
      ${repeat(hands, (hand) => hand.member, (hand) => row(lectern, hand, hand === next, mayCall))}
    </ol>
    ${up > raised.length ? html`<p class="quietly">${words.say(MORE, { n: up - raised.length })}</p>` : nothing}
    ${mayCall && raised.length > 1
      ? commandButton(lectern, { name: `${CONTROL} all`, command: "hand.dismiss_all", fields: {}, label: words.say("Lower all hands"), look: "plain" })
      : nothing}
    ${refusalLine(lectern.refusalOf(CONTROL))}
  </section>`;
}

function row(lectern: Lectern, { member, name, raised_at, called }: Hand, isNext: boolean, mayCall: boolean) {
  const { room, words } = lectern;
  const person = room.state.people?.members.find((candidate) => candidate.member === member);
  const minutes = Math.max(0, Math.floor((lectern.now() - Date.parse(raised_at)) / 60_000));
  const state = called ? msg("Has the floor") : msgIn("in the speaking queue", "Next");
  const button = (command: string, label: Msg, look: "" | "quiet") =>
    commandButton(lectern, { name: CONTROL, command, fields: { member }, label: words.say(label), look });
  return html`<li class="hands-row" data-called=${String(called)}>
    <p>
      <bdi class="hands-name">${name}</bdi>
      ${called || isNext ? html`<strong class="hands-state">${words.say(state)}</strong>` : nothing}
      <span class="small quietly"
        >${[...(person ? [words.nameOf(person.language)] : []), ...(called ? [] : [words.say("waits {n} min", { n: minutes })])].join(" · ")}</span
      >
    </p>
    ${mayCall
      ? html`<div class="row">
          ${button("talk.grant", msg("Open their microphone"), "quiet")}
          ${called ? nothing : button("hand.call", msg("Give the floor"), isNext ? "" : "quiet")}
          ${button("hand.dismiss", called ? END_TURN : msg("Lower hand"), "quiet")}
        </div>`
      : nothing}
  </li>`;
}

function announceNewest({ words }: Lectern, hands: Hand[]) {
  const newest = hands.reduce((last, hand) => (hand.raised_at > last.raised_at ? hand : last), { raised_at: "", name: "" });
  if (newest.raised_at > announcedAt && announcedAt !== "") announce(words.say("Raised hand: {name}", { name: newest.name }));
  announcedAt = newest.raised_at > announcedAt ? newest.raised_at : announcedAt || "0";
}
