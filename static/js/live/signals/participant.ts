/** Adds the signals of a participant: a raised hand, the pace, a reaction; and the sign of being called. */

import { html, nothing } from "lit-html";

import { iconOf } from "../../kit/icons.ts";
import { every, together } from "../../kit/subscriptions.ts";
import { drawInto } from "../../kit/view.ts";
import { msg, msgIn, type Words } from "../../kit/words.ts";
import type { InRoom } from "../../room/engine/hooks.ts";
import type { Room } from "../../room/engine/room.ts";
import { makeOpener } from "../../room/rooms/opener.ts";
import { calledSince, hasFloor, type Called } from "./floor_call.ts";
import { isFresh } from "./pace.ts";
import { createRecent, REACTIONS } from "./reactions.ts";

const CALLED = msg("You have the floor. Please speak.");
const FINISH = msgIn("having the floor", "Finish");
const SLOWER = msgIn("a signal to the presenter", "Slower");
const UNCLEAR = msgIn("a signal to the presenter", "Not clear");

export const signals: InRoom = {
  mounts: { "signals/row": mountRow, "signals/reactions": mountReactions, "signals/called": mountCalled },
  teller(before, now) {
    const [handBefore, handNow] = [before.state.signals?.hand, now.state.signals?.hand];
    return handNow === "called" && handBefore !== handNow ? [[CALLED, {}]] : [];
  },
};

/** Makes the options of a signal, which is given up if it cannot be sent at once: it is about this moment. */
const onlyNow: (about: string) => { about: string; kept: boolean } = (about) => ({ about, kept: false });

/** Draws the hand and the pace. On a phone they are behind the button before them, which shows a raised hand. */
function mountRow(element: HTMLElement, room: Room, words: Words) {
  const tap = createTap(room);
  const opener = element.previousElementSibling as HTMLElement;
  // The button to talk stands above the row: nothing moves under the thumb that has held it.
  const fold = makeOpener(opener, ".dock-signals, .talk");
  let mayTalkBefore = false;

  /** Leaves the height to what a participant needs who has just been given the time to speak. */
  function makeSpace() {
    const mayTalk = Boolean(room.state.talk?.mine);
    if (mayTalk && !mayTalkBefore) fold();
    mayTalkBefore = mayTalk;
  }

  function template() {
    makeSpace();
    if (room.state.room.state !== "live" || !room.state.signals) return nothing;
    const { hand } = room.state.signals;
    const raise = hand ? "hand.lower" : "hand.raise";
    const isUp = hand === "up";
    opener.toggleAttribute("data-up", isUp);
    return html`<p class="signals-session" dir="auto">${room.state.room.title}</p>
      <div class="signals-row" role="group" aria-label=${words.say("Signals to the presenter")}>
        <button type="button" class="button quiet" data-up=${String(isUp)} @click=${() => tap(raise, {}, "hand")}>
          ${words.say(isUp ? "Lower hand" : hand ? FINISH : "Raise hand")}
        </button>
        ${pace("slower")} ${pace("unclear")}
      </div>
      <p class="signals-state" role="status">${stateWords(room, words, tap.refusal())}</p>`;
  }

  function pace(kind: "slower" | "unclear") {
    const isSent = isFresh(room.state.signals?.[`${kind}_at`], room.now());
    const send = () => tap("pace.signal", { kind }, `pace ${kind}`);
    return html`<button type="button" class="button quiet" aria-pressed=${String(isSent)} @click=${send}>
      ${words.say(kind === "slower" ? SLOWER : UNCLEAR)}
    </button>`;
  }

  return drawInto(element, template, (redraw) => {
    tap.onChange(redraw);
    // A signal fades without a broadcast.
    return together(every(10_000), room.subscribe)(redraw);
  });
}

function mountReactions(element: HTMLElement, room: Room, words: Words) {
  const tap = createTap(room);
  const recentOf = createRecent();

  function template() {
    if (room.state.room.state !== "live" || !room.state.signals) return nothing;
    const recent = recentOf(room.state.signals.reactions, room.now());
    const code = tap.refusal();
    return html`<div class="signals-row signals-reactions" role="group" aria-label=${words.say("Reactions")}>${REACTIONS.map((each) => reaction(each, recent))}</div>
      ${code ? html`<p class="wrong" role="alert">${words.refusal(code)}</p>` : nothing}`;
  }

  function reaction([kind, path, name]: (typeof REACTIONS)[number], recent: (kind: string) => number) {
    const n = recent(kind);
    return html`<button type="button" class="button quiet" @click=${() => tap("reaction.send", { kind })}>
      ${iconOf(path, 20)} <span>${words.say(name)}</span>
      <span class="signals-count number">${n ? words.number(n) : ""}</span>
    </button>`;
  }

  return drawInto(element, template, (redraw) => {
    tap.onChange(redraw);
    // Counts fade without a broadcast.
    return together(every(10_000), room.subscribe)(redraw);
  });
}

function mountCalled(element: HTMLElement, room: Room, words: Words) {
  const tap = createTap(room);
  let handBefore = room.state.signals?.hand;
  let since: Called | null = null;

  function template() {
    const hand = room.state.signals?.hand;
    const { state, slide } = room.state.room;
    const now = room.now();
    const isCalled = hand === "called" && state === "live";
    if (isCalled && handBefore !== hand) vibrate();
    handBefore = hand;
    since = calledSince(since, { isCalled, now, slide });
    element.hidden = !hasFloor(since, { now, slide });
    if (element.hidden) return nothing;
    return html`<strong>${words.say(CALLED)}</strong>
      <button type="button" class="button quiet" @click=${() => tap("hand.lower", {}, "hand")}>${words.say(FINISH)}</button>`;
  }

  return drawInto(element, template, together(every(10_000), room.subscribe));
}

/** Vibrates, if the phone can and its owner has touched the page before. */
export function vibrate() {
  if (typeof navigator.vibrate === "function") navigator.vibrate(200);
}

/** Gives commands, and keeps why the last one was refused. */
function createTap(room: Room) {
  let code = "";
  let notify: () => void = () => {};

  async function tap(command: string, fields: Record<string, any>, about?: string) {
    code = "";
    const answer = await room.send(command, fields, about ? onlyNow(about) : { kept: false });
    code = answer.ok ? "" : (answer.code ?? "internal");
    notify();
  }

  return Object.assign(tap, {
    refusal: () => code,
    onChange: (redraw: () => void) => (notify = redraw),
  });
}

const COMMANDS = new Set(["hand.raise", "hand.lower", "pace.signal"]);

function stateWords(room: Room, words: Words, code: string) {
  if (code) return words.refusal(code);
  if (room.waiting.some(({ command }) => COMMANDS.has(command))) return words.say("Sending…");
  const { hand, slower_at, unclear_at } = room.state.signals ?? {};
  if (hand) return words.say(hand === "up" ? "Your hand is raised. You will be called." : CALLED);
  const isSeen = isFresh(slower_at, room.now()) || isFresh(unclear_at, room.now());
  return isSeen ? words.say("The presenter sees your signal for three minutes.") : "";
}
