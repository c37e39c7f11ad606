// @ts-check
/** The clock is compared with the plan. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { behindOf, clockText, elapsedOf, openFor } from "../../static/js/live/console/pace.ts";

const START = "2026-11-24T09:00:00.000+00:00";
const clock = { started_at: START, ended_at: null };
const after = (/** @type {number} */ minutes) => Date.parse(START) + minutes * 60_000;
const MINUTE_MS = 60_000;
const upTo = (/** @type {number} */ slide) => new Set(Array.from({ length: slide + 1 }, (_, number) => number));

const plan = { first: 0, end: 18, slide: 0 };

/**
 * The minutes behind of a session of 90 minutes; all its slides up to the present one were shown, unless `seen` tells.
 * @param {Omit<import("../../static/js/live/console/pace.ts").Stretch, "seen"> & { seen?: Set<number> }} stretch
 * @param {number} minutes
 */
const behind = (stretch, minutes, planned = 90) => behindOf({ seen: upTo(stretch.slide), ...stretch }, minutes * MINUTE_MS, planned * MINUTE_MS);

test("a session that has not started has no pace", () => {
  assert.equal(elapsedOf({ ...clock, started_at: null }, after(5)), null);
});

test("a slide's own share of the time is on plan from its first to its last minute", () => {
  assert.equal(behind({ ...plan, slide: 4 }, 20), 0);
  assert.equal(behind({ ...plan, slide: 4 }, 25), 0);
});

test("whole minutes behind are counted from the end of the slide's share", () => {
  assert.equal(behind({ ...plan, slide: 4 }, 28.5), 3);
});

test("whole minutes ahead are counted from the start of the slide's share", () => {
  assert.equal(behind({ ...plan, slide: 4 }, 17.5), -2);
});

test("a slide has its planned share of the time", () => {
  const planned = { ...plan, end: 3, minutes: [10, 60, 20] };

  assert.equal(behind({ ...planned, slide: 1 }, 65), 0);
  assert.equal(behind({ ...planned, slide: 1 }, 75), 5);
  assert.equal(behind({ ...planned, slide: 2 }, 65), -5);
});

test("slides without planned times have equal shares", () => {
  assert.equal(behind({ ...plan, minutes: Array(18).fill(0), slide: 4 }, 28.5), 3);
});

test("less than a minute either way is on plan", () => {
  assert.equal(behind({ ...plan, slide: 4 }, 25.9), 0);
  assert.ok(Object.is(behind({ ...plan, slide: 4 }, 19.5), 0));
});

// 90 slides of one minute each.
const minutely = { ...plan, end: 90 };
const hiding = (/** @type {number} */ from, /** @type {number} */ count) => Array.from({ length: count }, (_, index) => from + index);

test("hiding the slides for which there is no time brings a late session back on plan", () => {
  const late = { ...minutely, slide: 44 };

  assert.equal(behind(late, 65), 20);
  assert.equal(behind({ ...late, hidden: hiding(60, 20) }, 65), 0);
  assert.equal(behind({ ...late, hidden: hiding(60, 12) }, 65), 8);
});

test("slides that were hidden and are over make a session neither late nor early", () => {
  assert.equal(behind({ ...minutely, slide: 44, hidden: hiding(0, 20) }, 44), 0);
});

test("a session of which a module was hidden begins on plan", () => {
  assert.equal(behind({ ...minutely, slide: 0, hidden: hiding(60, 30) }, 0.5), 0);
  assert.equal(behind({ ...minutely, slide: 30, hidden: hiding(60, 30) }, 30), -15);
});

test("a hidden slide that is shown on purpose is on plan", () => {
  assert.equal(behind({ ...minutely, slide: 44, hidden: [44] }, 44.5), 0);
});

test("a session whose slides were passed over without being hidden has no pace", () => {
  const jumped = { ...minutely, slide: 60, seen: new Set([0, 1, 2, 60]) };

  assert.equal(behind(jumped, 5), null);
  assert.equal(behind({ ...jumped, hidden: hiding(3, 57) }, 8.5), 0);
});

test("a session that returns to the plan's order after a jump has no pace as long as slides before the furthest are left", () => {
  const returned = { ...minutely, slide: 3, seen: new Set([0, 1, 2, 3, 60]) };

  assert.equal(behind(returned, 50), null);
  assert.equal(behind({ ...returned, seen: upTo(60) }, 60.5), 0);
});

test("looking back at an earlier slide puts the session back by nothing", () => {
  assert.equal(behind({ ...minutely, slide: 2, seen: upTo(44) }, 44.5), 0);
  assert.equal(behind({ ...minutely, slide: 2, seen: upTo(44) }, 50), 5);
});

test("a hidden slide that was shown far ahead is no jump once it has been left", () => {
  assert.equal(behind({ ...minutely, slide: 5, hidden: [80], seen: new Set([...upTo(5), 80]) }, 5.5), 0);
});

test("a module that was taken in order has a pace of its own, wherever the session was before", () => {
  const module = { ...minutely, first: 60, end: 80, slide: 63, seen: new Set([0, 1, 60, 61, 62, 63]) };

  assert.equal(behind(module, 3.5, 20), 0);
  assert.equal(behind(module, 7, 20), 3);
  assert.equal(behind({ ...module, slide: 64, seen: new Set([0, 64]) }, 1, 20), null);
});

test("an ended session's clock stops", () => {
  const ended = { ...clock, ended_at: "2026-11-24T10:00:00.000+00:00" };

  assert.equal(elapsedOf(ended, after(600)), 60 * MINUTE_MS);
});

test("a clock that is slightly behind the server's shows zero, not a negative time", () => {
  assert.equal(elapsedOf(clock, after(-1)), 0);
});

test("a module without slides causes no division by zero", () => {
  assert.equal(behind({ ...plan, end: 0 }, 30), 0);
});

test("the clock uses the reader's digits", () => {
  assert.equal(clockText(23 * 60_000 + 10_000, "ru"), "00:23:10");
  assert.equal(clockText(90 * 60_000, "en"), "01:30:00");
  assert.equal(clockText(90 * 60_000, "fa-AF"), "۰۱:۳۰:۰۰");
});

test("a poll's open time runs in minutes and seconds, past the hour too", () => {
  assert.equal(openFor(START, after(1.2), "en"), "01:12");
  assert.equal(openFor(START, after(75), "en"), "75:00");
});
