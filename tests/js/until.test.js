// @ts-check
// How long it is until a session begins is said in minutes, then hours, then days, and never below one minute.
import assert from "node:assert/strict";
import { test } from "node:test";

import { createWords } from "../../static/js/kit/words.ts";
import { wordsUntil } from "../../static/js/room/rooms/until.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const words = createWords({}, "en");
/** @param {number} left */
const said = (left) => {
  const { text, n } = wordsUntil(left);
  return words.say(text, { n });
};

test("minutes are counted up, so that nobody is told that no time is left", () => {
  assert.equal(said(12 * MINUTE), "in 12 minutes");
  assert.equal(said(11 * MINUTE + 1), "in 12 minutes");
  assert.equal(said(1), "in 1 minute");
  assert.equal(said(90 * MINUTE), "in 90 minutes");
});

test("longer times are said in hours and days", () => {
  assert.equal(said(91 * MINUTE), "in 2 hours");
  assert.equal(said(24 * HOUR), "in 24 hours");
  assert.equal(said(47 * HOUR), "in 2 days");
});

test("a session that is late says so", () => {
  assert.match(said(0), /any moment/);
  assert.match(said(-HOUR), /any moment/);
});

test("the last quarter of an hour is marked", () => {
  assert.equal(wordsUntil(16 * MINUTE).isSoon, false);
  assert.equal(wordsUntil(15 * MINUTE).isSoon, true);
  assert.equal(wordsUntil(-MINUTE).isSoon, true);
});
