// @ts-check
/** Where one is in a session and how fast one goes: the same after a change of the language. */

import { recall } from "../lib/storage.js";

/** @typedef {import("./clock.js").Clock} Clock */
/** @typedef {import("../lib/storage.js").Shelf} Shelf */

/**
 * @param {Clock} clock
 * @param {Shelf} shelf of this tab
 * @param {string} name of the session
 */
export function keepPlace(clock, shelf, name) {
  /** @type {[number, number, boolean] | null} */
  const kept = recall(shelf, name);
  if (kept) {
    const [time, speed, leavesOut] = kept;
    clock.leaveOut(leavesOut);
    clock.setSpeed(speed);
    clock.seek(time);
  }
  addEventListener("pagehide", () => {
    // Who has seen the end begins anew.
    if (clock.time >= clock.length) shelf.removeItem(name);
    else shelf.setItem(name, JSON.stringify([clock.time, clock.speed, clock.leavesOut]));
  });
}
