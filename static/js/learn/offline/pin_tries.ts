/** Sets the PIN of a kept course, and lets people try to open the course with it. */

import { ask, transact, type Kept } from "./db.ts";
import { isPin, makePin, pinWaitMs, type Pin } from "./pin.ts";

/** @returns `right`, `wrong`, or how many ms nobody can try */
export type TryOutcome = "right" | "wrong" | number;

/**
 * @param place the place of the learner's course on this device
 * @param digits the new PIN; "" removes the PIN
 */
export async function setPin(place: string, digits: string) {
  const pin = digits ? await makePin(digits) : undefined;
  await changePin(place, () => pin);
}

/** Tries a PIN. The try counts before it is checked, so that a closed page does not take it back. */
export async function tryPin(place: string, digits: string, nowMs = Date.now()): Promise<TryOutcome> {
  let waitMs = 0;
  const pin = await changePin(place, (pin) => {
    waitMs = pin ? pinWaitMs(pin, nowMs) : 0;
    // The wait begins again if the clock was put back, and does not last until the clock has caught up.
    if (pin && waitMs) return { ...pin, triedAt: Math.min(pin.triedAt, nowMs) };
    return pin && { ...pin, wrong: pin.wrong + 1, triedAt: nowMs };
  });
  if (waitMs) return waitMs;
  if (!pin) return "right";
  if (!(await isPin(pin, digits))) return pinWaitMs(pin, nowMs) || "wrong";
  await changePin(place, (current) => current && { ...current, wrong: 0 });
  return "right";
}

/** @returns the PIN after the change */
function changePin(place: string, change: (pin: Pin | undefined) => Pin | undefined) {
  return transact("readwrite", async ({ courses }) => {
    const course: Kept | undefined = await ask(courses.get(place));
    if (!course) throw new Error("gone");
    const pin = change(course.pin);
    await ask(courses.put({ ...course, pin }));
    return pin;
  });
}
