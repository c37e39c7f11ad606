/** Lets a host play music on the stage in a break. It ends with the break, or when somebody speaks. */

import { importLate } from "../../kit/late_module.ts";
import { every, together } from "../../kit/subscriptions.ts";
import type { Room } from "../../room/engine/room.ts";
import type { State } from "../../room/engine/store.ts";
import { runningAt } from "../timing/clock.ts";
import { channelOf, FLOOR } from "../voice/channels.ts";

/** Returns whether a break runs. `now` is the server's time in ms. */
export function isBreak(state: State, now: number) {
  return state.room.state === "live" && runningAt(state.timing, now)?.now.kind === "break";
}

export function mayPlay(state: State, now: number) {
  return isBreak(state, now) && channelOf(state, FLOOR).holder === null;
}

/** @param button is there only in a break; `data-script` is the address of the script that plays */
export function mountBreakMusic(button: HTMLButtonElement, room: Room) {
  let context: AudioContext | undefined;
  let stop: (() => void) | undefined;
  let isWanted = false;

  async function press() {
    isWanted = !isWanted && mayPlay(room.state, room.now());
    look();
    if (!isWanted) return;
    // A browser lets a page play only if the context wakes at the tap itself.
    context ??= new AudioContext();
    void context.resume();
    const player = await importLate(button.dataset.script).catch(() => null);
    if (!player) isWanted = false;
    // The break may be over, or a second press may have come.
    else if (isWanted && !stop) stop = player.playMusic(context);
    look();
  }

  function look() {
    const now = room.now();
    if (!mayPlay(room.state, now)) isWanted = false;
    if (!isWanted) {
      stop?.();
      stop = undefined;
    }
    button.hidden = !isBreak(room.state, now);
    button.setAttribute("aria-pressed", String(isWanted));
  }

  button.addEventListener("click", () => void press());
  look();
  return together(every(1000), room.subscribe)(look);
}
