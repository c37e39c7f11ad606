/** Adds voice to a participant's room: who speaks, and the button with which to hear it. */

import { announce } from "../../kit/dom.ts";
import { shelf } from "../../kit/storage.ts";
import { together } from "../../kit/subscriptions.ts";
import { drawInto } from "../../kit/view.ts";
import type { Words } from "../../kit/words.ts";
import type { InRoom, Shared } from "../../room/engine/hooks.ts";
import type { Room } from "../../room/engine/room.ts";
import type { State } from "../../room/engine/store.ts";
import { channelOf, channelsOf, FLOOR } from "./channels.ts";
import { createHearing } from "./hearing.ts";
import { hearingView, troubleOf } from "./hearing_view.ts";

export const voice: InRoom = { mounts: { "voice/listener": mountListener } };

/** The most ms by which slides wait for the voice; beyond that, something is wrong with its clock. */
const MOST_LAG_MS = 5000;

/** Returns by how many ms slides turn late for somebody who hears the voice late by `lag`. */
export function slideLag({ slides_held }: State, lag: number): number {
  return slides_held?.held === false ? 0 : Math.min(lag, MOST_LAG_MS);
}

function mountListener(element: HTMLElement, room: Room, words: Words, { screen }: Shared) {
  const hearing = createHearing(room, { own: room.state.me.language, words });
  const kept = shelf("sessionStorage");
  const key = `webinar.hears.${room.state.room.code}`;
  screen.lag = () => slideLag(room.state, hearing.lag());
  let lastTrouble = "";
  let isPaused = false;

  /** Plays nothing while this member speaks, because the microphone would hear it; then goes on with what is live. */
  function pause() {
    const isSpeaking = channelOf(room.state, FLOOR).holder === room.state.me.member;
    if (isSpeaking && hearing.state !== "off") {
      isPaused = true;
      hearing.stop();
    } else if (!isSpeaking && isPaused) {
      isPaused = false;
      hearing.listen();
    }
  }

  /** Keeps whether this participant listens, for the next page: a change of the language loads one, and a test has its own. */
  function keep() {
    const isOn = isPaused || hearing.state !== "off";
    if (isOn === (kept.getItem(key) !== null)) return;
    if (isOn) kept.setItem(key, "on");
    else kept.removeItem(key);
  }

  function template() {
    const trouble = troubleOf(words, hearing);
    if (trouble !== lastTrouble) announce(trouble);
    lastTrouble = trouble;
    pause();
    element.dataset.sound = hearing.rendition;
    const isOver = room.state.room.state !== "live";
    if (isOver && hearing.state !== "off") hearing.stop();
    keep();
    element.hidden = isOver || (channelsOf(room.state).length === 0 && hearing.state === "off");
    return hearingView(room, words, hearing);
  }

  // A browser that wants a tap first says so.
  if (kept.getItem(key) !== null) hearing.listen();
  return drawInto(element, template, together(room.subscribe, hearing.subscribe));
}
