/** Rings a short chime while its switch is on, and keeps the switch in this browser. */

import type { Room } from "../../room/engine/room.ts";
import { shelf } from "../../kit/storage.ts";
import { every, together } from "../../kit/subscriptions.ts";
import { cueBetween, type Cue } from "./cues.ts";
import { CHIME } from "./loader.ts";
import { playNote, type Note } from "./notes.ts";

const note = (hz: number, at: number): Note => ({ hz, at, seconds: 0.9, swell: 0.01, volume: 0.18 });
/** Two notes: up when something begins, down when it is over. */
const NOTES: Record<Cue, Note[]> = {
  opens: [note(659.3, 0), note(880, 0.18)],
  up: [note(880, 0), note(659.3, 0.18)],
};

/** @param box is on: somebody has just switched it on, or had done so on an earlier visit */
export function mountChime(room: Room, box: HTMLInputElement) {
  const storage = shelf("localStorage");
  const seenNow = () => ({ state: room.state, now: room.now() });
  let context: AudioContext | undefined;
  let seen = seenNow();

  /** Lets the page play. A browser allows it at a tap or a key; a switch that was left on waits for one. */
  async function wake() {
    if (!box.checked) return;
    context ??= new AudioContext();
    await context.resume();
  }

  function ring(cue: Cue) {
    if (context?.state !== "running") return;
    for (const each of NOTES[cue]) playNote(context, context.destination, each, context.currentTime);
  }

  function keep() {
    const wasOn = storage.getItem(CHIME) !== null;
    if (!box.checked) storage.removeItem(CHIME);
    else if (!wasOn) {
      storage.setItem(CHIME, "on");
      // Somebody who switches the chime on hears what it is.
      void wake().then(() => ring("opens"));
    }
  }

  function look() {
    const before = seen;
    seen = seenNow();
    const cue = box.checked && cueBetween(before, seen);
    if (cue) ring(cue);
  }

  for (const name of ["pointerup", "keydown"]) document.addEventListener(name, () => void wake());
  box.addEventListener("change", keep);
  keep();
  together(every(1000), room.subscribe)(look);
}
