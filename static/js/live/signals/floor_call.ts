/** Decides how long somebody is told that they have the floor. Numbers in, numbers out; no DOM, no words. */

const LONGEST_MS = 120_000;

/** When the hand was called, in ms, and on which slide. */
export type Called = { at: number; slide: number };

/** Keeps since when the hand has been called. */
export function calledSince(
  before: Called | null,
  { isCalled, now, slide }: { isCalled: boolean; now: number; slide: number },
): Called | null {
  return isCalled ? (before ?? { at: now, slide }) : null;
}

/** Returns whether to say so still: hosts often forget to lower the hand of somebody who has spoken. */
export function hasFloor(since: Called | null, { now, slide }: { now: number; slide: number }) {
  return since !== null && since.slide === slide && now - since.at < LONGEST_MS;
}
