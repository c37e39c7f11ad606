/** Decides without a network whose turn it is on a device that learners share or have closed with a PIN. */

import type { Table } from "../../kit/words.ts";
import type { Kept } from "./db.ts";
import { createOpenSeats, IDLE_MS } from "./open_seats.ts";
import { seatOf } from "./places.ts";
import { choosableLearners, switchLearner } from "./shared_device.ts";
import { keptCourse } from "./store.ts";
import { chooseLearner } from "./who.ts";

const openSeats = createOpenSeats();

/**
 * Returns what the learner whose turn it is keeps. Asks who it is, and for the PIN, if necessary.
 * @param code the code of the course
 * @param element where to ask
 * @param isOver whether the turn of the active learner is over, so that everybody must say who they are
 * @param wanted the learner who has opened their own link
 * @returns nothing if nobody keeps the course
 */
export async function learnerInTurn(
  code: string,
  element: HTMLElement,
  tables: Record<string, Table>,
  { isOver = false, wanted }: { isOver?: boolean; wanted?: Kept } = {},
): Promise<Kept | undefined> {
  const learners = await choosableLearners(code);
  const active = learners.find((learner) => learner.code === code);
  const expected = wanted ?? (isOver ? undefined : active);
  if (!learners.length) return undefined;
  const isAsked = !expected || (expected.pin && !openSeats.isOpen(code, seatOf(expected)));
  const next = isAsked ? await chooseLearner(element, learners, expected, tables) : expected;
  if (next.pin) openSeats.use(code, seatOf(next));
  if (next.code !== code) await switchLearner(code, next);
  return keptCourse(code);
}

/**
 * Ends the turn of a learner with a PIN after a while without a touch or a key.
 * @returns a function that ends the turn at once
 */
export function watchTurn(code: string, learner: Kept, onEnd: () => void) {
  const seat = seatOf(learner);
  const events = ["pointerdown", "keydown", "scroll"];
  const isOpen = () => !learner.pin || openSeats.isOpen(code, seat);
  // A touch after the turn has ended must not open it again.
  const use = () => void (learner.pin && isOpen() && openSeats.use(code, seat));
  const look = () => void (document.visibilityState === "visible" && !isOpen() && end());
  const timer = setInterval(look, IDLE_MS / 30);
  events.forEach((name) => addEventListener(name, use, { capture: true, passive: true }));
  document.addEventListener("visibilitychange", look);
  // A page that comes back from the browser's memory.
  addEventListener("pageshow", look);

  function end() {
    openSeats.close(code, seat);
    clearInterval(timer);
    events.forEach((name) => removeEventListener(name, use, { capture: true }));
    document.removeEventListener("visibilitychange", look);
    removeEventListener("pageshow", look);
    onEnd();
  }

  return end;
}
