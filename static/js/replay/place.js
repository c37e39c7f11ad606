// @ts-check
/** Where one is in a session and how fast one goes: the same after a change of the language. */

/** @typedef {import("./clock.js").Clock} Clock */
/** @typedef {import("../lib/storage.js").Shelf} Shelf */

/**
 * @param {Clock} clock
 * @param {Shelf} shelf of this tab
 * @param {string} name of the session
 */
export function keepPlace(clock, shelf, name) {
  const kept = shelf.getItem(name);
  if (kept) {
    const [time, speed, leavesOut] = /** @type {[number, number, boolean]} */ (JSON.parse(kept));
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
