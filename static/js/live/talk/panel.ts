/** Draws what a participant sees who may speak: the time left, the button to hold, and every trouble in words. */

import { announce } from "../../kit/dom.ts";
import { every, together } from "../../kit/subscriptions.ts";
import { msg, type Msg, type Words } from "../../kit/words.ts";
import type { Room } from "../../room/engine/room.ts";
import { leftText } from "../timing/clock.ts";
import { channelOf, FLOOR } from "../voice/channels.ts";
import { FAULT_TEXTS } from "../voice/fault_texts.ts";
import { createPress } from "./press.ts";
import { createTalking, type TalkingState } from "./talking.ts";

/** What the page has loaded already. A page has one lit-html only: its policy allows the second one no templates. */
export type View = { html: typeof import("lit-html").html; drawInto: typeof import("../../kit/view.ts").drawInto };
export type Addresses = { style: string; worklet: string };

const MAY = msg("You may speak");
const WAITS = msg("You will be able to speak soon");
const DOWN = msg("The connection is down: nobody hears you now");
const STATES: Partial<Record<TalkingState, Msg>> = {
  off: msg("Allow this page to use the microphone"),
  asking: msg("Allow this page to use the microphone"),
  taking: msg("Everybody hears you"),
  on: msg("Everybody hears you"),
  waiting: DOWN,
  ...FAULT_TEXTS,
};

export function mountTalk(room: Room, words: Words, { style, worklet }: Addresses, { html, drawInto }: View) {
  const section = document.createElement("section");
  section.className = "talk";
  section.setAttribute("aria-label", words.say("Your time to speak"));
  document.querySelector(".dock")?.prepend(section);
  addStyle(style);

  let redraw = () => {};
  let wasPrepared = false;
  let wasAllowed = false;
  let isLocked = false;
  let said = "";
  const talking = createTalking({ room, workletUrl: worklet, onChange: () => redraw(), onLevel: showLevel });
  const press = createPress({ hold, release, leave: talking.leave, toggle });
  const isHeld = () => ["taking", "on", "waiting"].includes(talking.state);
  const hasFault = () => talking.state in FAULT_TEXTS;
  const mine = () => (room.state.room.state === "live" ? (room.state.talk?.mine ?? null) : null);
  const mayTalk = () => Boolean(mine()?.ends_at);

  function hold() {
    isLocked = false;
    if (mayTalk()) talking.hold();
  }

  function release() {
    if (!isLocked) talking.release();
  }

  /** Speaks without holding, until the next press. */
  function toggle() {
    const isOn = isHeld();
    hold();
    isLocked = !isOn && isHeld();
    if (isOn) talking.release();
  }

  function showLevel(level: number) {
    const meter = section.querySelector("meter");
    if (meter) meter.value = level;
  }

  /** Asks for the microphone when the grant comes, before the first press, and switches it off at the end. */
  function follow() {
    const isGranted = mine() !== null;
    if (isGranted && !wasPrepared) void talking.prepare();
    if (!isGranted && wasPrepared) talking.close();
    wasPrepared = isGranted;
    if (!mayTalk() && isHeld()) talking.release();
    if (mayTalk() && !wasAllowed) {
      if (navigator.userActivation?.hasBeenActive) navigator.vibrate?.(200);
      announce(words.say(MAY));
    }
    wasAllowed = mayTalk();
  }

  function stateText(): string {
    if (room.connection !== "connected") return words.say(DOWN);
    const state = STATES[talking.state];
    if (state) return words.say(state);
    if (channelOf(room.state, FLOOR).holder === room.state.me.member) return words.say("You speak in another tab");
    if (talking.isInterrupted) return words.say("You were interrupted. Hold the button to go on.");
    if (!mayTalk()) return words.say("Say something: the bar must move. Nobody hears you.");
    return words.say("Nobody hears you until you hold the button");
  }

  function template() {
    follow();
    section.hidden = mine() === null;
    if (section.hidden) return "";
    const text = stateText();
    if (text !== said && (hasFault() || text === words.say(DOWN))) announce(text);
    said = text;
    const leftMs = Date.parse(mine()?.ends_at ?? "") - room.now();
    return html`<p class="talk-head">
        <strong>${words.say(mayTalk() ? MAY : WAITS)}</strong>
        ${mayTalk() ? html`<span class="number" dir="ltr" role="timer">${leftText(Math.max(0, leftMs), words.language)}</span>` : ""}
        <button type="button" class="button quiet" @click=${() => void room.send("talk.finish", {}, { kept: false })}>${words.say("I am done")}</button>
      </p>
      <p class="talk-state" data-on=${String(isHeld())}>${text}</p>
      ${hasFault() ? retry() : controls()}`;
  }

  const retry = () =>
    html`<button type="button" class="button" @click=${() => void talking.prepare()}>${words.say("Try again")}</button>`;

  function controls() {
    const isOff = String(!mayTalk() || !(talking.state === "ready" || isHeld()) || room.connection !== "connected");
    return html`<meter class="voice-level" min="0" max="1" aria-label=${words.say("Loudness of the microphone")}></meter>
      <button
        type="button"
        class="button talk-hold"
        aria-disabled=${isOff}
        aria-pressed=${String(isHeld())}
        aria-keyshortcuts="F8"
        @pointerdown=${press.pointerDown}
        @pointerup=${press.up}
        @pointercancel=${press.up}
        @keydown=${press.keyDown}
        @keyup=${press.keyUp}
        @blur=${press.up}
        @click=${press.click}
        @contextmenu=${press.menu}
      >
        ${words.say("Hold to talk")}
      </button>
      <button type="button" class="button quiet" aria-disabled=${isOff} aria-pressed=${String(isLocked && isHeld())} @click=${toggle}>
        ${words.say(isLocked && isHeld() ? "Stop speaking" : "Talk without holding")}
      </button>
      <p class="talk-keys small quietly">${words.say("On a keyboard: hold Space on the button, or F8 anywhere on this page.")}</p>`;
  }

  drawInto(section, template, (draw) => {
    redraw = draw;
    return together(room.subscribe, every(500))(draw);
  });
}

function addStyle(address: string) {
  const link = document.createElement("link");
  link.rel = "stylesheet";
  link.href = address;
  document.head.append(link);
}
