/** Decides how long to tell participants that they have the floor. Numbers in, numbers out; no DOM, no words. */

const LONGEST_MS = 120_000;

/** When the hand was called, in ms, and on which slide. */
export type Called = { at: number; slide: number };

/** Returns when and where the hand was first called, or null if it is not called now. */
export function calledSince(
  before: Called | null,
  { isCalled, now, slide }: { isCalled: boolean; now: number; slide: number },
): Called | null {
  return isCalled ? (before ?? { at: now, slide }) : null;
}

/** Returns whether to keep telling them: hosts often forget to lower the hand of somebody who has spoken. */
export function hasFloor(since: Called | null, { now, slide }: { now: number; slide: number }) {
  return since !== null && since.slide === slide && now - since.at < LONGEST_MS;
}
