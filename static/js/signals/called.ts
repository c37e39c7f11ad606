// @ts-check
/** How long somebody is told that they have the floor. Numbers in, numbers out; no DOM, no words. */

const LONGEST_MS = 120_000;

/** @typedef {{at: number, slide: number}} Called when, in ms, and on which slide */

/**
 * Remembers since when, for as long as the hand is called.
 * @param {Called | null} before
 * @param {{isCalled: boolean, now: number, slide: number}} state
 * @returns {Called | null}
 */
export function calledSince(before, { isCalled, now, slide }) {
  return isCalled ? (before ?? { at: now, slide }) : null;
}

/**
 * Whether to say so still: hosts often forget to lower the hand of somebody who has spoken.
 * @param {Called | null} since
 * @param {{now: number, slide: number}} state
 */
export function hasFloor(since, { now, slide }) {
  return since !== null && since.slide === slide && now - since.at < LONGEST_MS;
}
