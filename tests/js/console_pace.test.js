// @ts-check
/** The clock is compared with the plan. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { clockText, openFor, paceOf } from "../../static/js/live/console/pace.ts";

const START = "2026-11-24T09:00:00.000+00:00";
const plan = { started_at: START, ended_at: null, planned_minutes: 90, slide: 0, slides: 18 };
const after = (/** @type {number} */ minutes) => Date.parse(START) + minutes * 60_000;

test("a session that has not started has no pace", () => {
  assert.equal(paceOf({ ...plan, started_at: null }, after(5)), null);
});

test("a slide's own share of the time is on plan from its first to its last minute", () => {
  assert.equal(paceOf({ ...plan, slide: 4 }, after(20))?.behind, 0);
  assert.equal(paceOf({ ...plan, slide: 4 }, after(25))?.behind, 0);
});

test("whole minutes behind are counted from the end of the slide's share", () => {
  assert.equal(paceOf({ ...plan, slide: 4 }, after(28.5))?.behind, 3);
});

test("whole minutes ahead are counted from the start of the slide's share", () => {
  assert.equal(paceOf({ ...plan, slide: 4 }, after(17.5))?.behind, -2);
});

test("a slide has its planned share of the time", () => {
  const planned = { ...plan, slides: 3, minutes: [10, 60, 20] };

  assert.equal(paceOf({ ...planned, slide: 1 }, after(65))?.behind, 0);
  assert.equal(paceOf({ ...planned, slide: 1 }, after(75))?.behind, 5);
  assert.equal(paceOf({ ...planned, slide: 2 }, after(65))?.behind, -5);
});

test("slides without planned times have equal shares", () => {
  assert.equal(paceOf({ ...plan, minutes: Array(18).fill(0), slide: 4 }, after(28.5))?.behind, 3);
});

test("less than a minute either way is on plan", () => {
  assert.equal(paceOf({ ...plan, slide: 4 }, after(25.9))?.behind, 0);
  assert.ok(Object.is(paceOf({ ...plan, slide: 4 }, after(19.5))?.behind, 0));
});

// 90 slides of one minute each.
const minutely = { ...plan, slides: 90 };
const hiding = (/** @type {number} */ from, /** @type {number} */ count) => Array.from({ length: count }, (_, index) => from + index);

test("hiding the slides for which there is no time brings a late session back on plan", () => {
  const late = { ...minutely, slide: 44 };

  assert.equal(paceOf(late, after(65))?.behind, 20);
  assert.equal(paceOf({ ...late, hidden: hiding(60, 20) }, after(65))?.behind, 0);
  assert.equal(paceOf({ ...late, hidden: hiding(60, 12) }, after(65))?.behind, 8);
});

test("slides that were hidden and are over make a session neither late nor early", () => {
  assert.equal(paceOf({ ...minutely, slide: 44, hidden: hiding(0, 20) }, after(44))?.behind, 0);
});

test("a session of which a module was hidden begins on plan", () => {
  assert.equal(paceOf({ ...minutely, slide: 0, hidden: hiding(60, 30) }, after(0.5))?.behind, 0);
  assert.equal(paceOf({ ...minutely, slide: 30, hidden: hiding(60, 30) }, after(30))?.behind, -15);
});

test("a hidden slide that is shown on purpose is on plan", () => {
  assert.equal(paceOf({ ...minutely, slide: 44, hidden: [44] }, after(44.5))?.behind, 0);
});

test("an ended session's clock stops", () => {
  const ended = { ...plan, ended_at: "2026-11-24T10:00:00.000+00:00" };

  assert.equal(paceOf(ended, after(600))?.elapsed, 60 * 60_000);
});

test("a clock that is slightly behind the server's shows zero, not a negative time", () => {
  assert.equal(paceOf(plan, after(-1))?.elapsed, 0);
});

test("a module without slides causes no division by zero", () => {
  assert.equal(paceOf({ ...plan, slides: 0 }, after(30))?.behind, 0);
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
