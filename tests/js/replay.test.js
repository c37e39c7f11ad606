// @ts-check
/** The replay has one clock, and shows the scene of each moment. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { createClock } from "../../static/js/results/replay/clock.ts";
import { chapterAt, sceneCount, stateAfter } from "../../static/js/results/replay/state.ts";
import { clockTime } from "../../static/js/kit/clock_time.ts";

const MINUTE_MS = 60_000;

/** A clock whose real time the test advances. @param {Partial<Parameters<typeof createClock>[0]>} [options] */
function clockOf(options = {}) {
  let real = 0;
  const clock = createClock({ length: 10 * MINUTE_MS, real: () => real, ...options });
  return { clock, pass: (/** @type {number} */ millis) => ((real += millis), clock.tick()) };
}

test("the clock stands until it plays, and runs at the chosen speed", () => {
  const { clock, pass } = clockOf();
  pass(5000);
  assert.equal(clock.time, 0);

  clock.play();
  pass(1000);
  clock.setSpeed(4);
  pass(1000);
  clock.pause();
  pass(1000);

  assert.equal(clock.time, 5000);
});

test("an unknown speed changes nothing", () => {
  const { clock } = clockOf();
  clock.setSpeed(16);
  assert.equal(clock.speed, 1);
});

test("a jump stays within the session and is reported as a jump", () => {
  const { clock } = clockOf();
  /** @type {boolean[]} */
  const moved = [];
  clock.subscribe((beat) => moved.push(beat.moved));

  clock.seek(99 * MINUTE_MS);
  assert.equal(clock.time, 10 * MINUTE_MS);
  clock.seek(-5);
  assert.equal(clock.time, 0);
  assert.deepEqual(moved, [true, true]);
});

test("the clock stops at the end, and playing again starts over", () => {
  const { clock, pass } = clockOf();
  clock.seek(10 * MINUTE_MS - 500);
  clock.play();
  pass(1000);
  assert.deepEqual([clock.time, clock.playing], [10 * MINUTE_MS, false]);

  clock.play();
  assert.deepEqual([clock.time, clock.playing], [0, true]);
});

test("a break is skipped during play unless the viewer wants it", () => {
  const pauses = [{ at: 2 * MINUTE_MS, until: 5 * MINUTE_MS }];
  const { clock, pass } = clockOf({ pauses });
  clock.seek(2 * MINUTE_MS - 1000);
  clock.play();
  pass(2000);
  assert.equal(clock.time, 5 * MINUTE_MS);

  clock.leaveOut(false);
  clock.seek(3 * MINUTE_MS);
  pass(1000);
  assert.equal(clock.time, 3 * MINUTE_MS + 1000);
});

test("a session that ends with a break ends", () => {
  const { clock, pass } = clockOf({ pauses: [{ at: 9 * MINUTE_MS, until: 10 * MINUTE_MS }] });
  clock.seek(9 * MINUTE_MS);
  clock.play();
  pass(10);
  assert.deepEqual([clock.time, clock.playing], [10 * MINUTE_MS, false]);
});

const view = (/** @type {string} */ poll, /** @type {number | null} */ slide, more = {}) => ({ view: { poll, slide, ...more } });
/** @type {any} */
const script = {
  length: 10 * MINUTE_MS,
  chapters: [{ at: 0, title: "One" }, { at: 5 * MINUTE_MS, title: "Two" }],
  captions: [],
  polls: { one: view("one", 1), two: view("two", 1, { first: "one" }), spot: view("spot", null) },
  scenes: [
    { at: 0, kind: "slide", slide: 0 },
    { at: 10, kind: "asked", question: "1" },
    { at: 20, kind: "slide", slide: 1 },
    { at: 30, kind: "opened", poll: "one" },
    { at: 40, kind: "revealed", poll: "one" },
    { at: 50, kind: "stage", question: "1" },
    { at: 60, kind: "answered", question: "1" },
    { at: 70, kind: "stage" },
    { at: 80, kind: "opened", poll: "spot" },
    { at: 90, kind: "closed", poll: "spot" },
    { at: 100, kind: "put", step: { number: 1 } },
    { at: 110, kind: "decided", step: { number: 1, outcome: "agreed" } },
    { at: 120, kind: "slide", slide: 0 },
    { at: 130, kind: "opened", poll: "two" },
    { at: 140, kind: "break" },
    { at: 150, kind: "back" },
  ],
};
const at = (/** @type {number} */ time) => stateAfter(script, sceneCount(script, time));

test("nothing is shown before its time", () => {
  assert.equal(sceneCount(script, 29), 3);
  assert.deepEqual(at(35).polls, [["one", "opened"]]);
  assert.deepEqual(at(45).polls, [["one", "revealed"]]);
  assert.deepEqual(at(15).polls, []);
});

test("a poll leaves with its slide, a spontaneous one with the next; an open one stays", () => {
  assert.deepEqual(at(95).polls, [["one", "revealed"], ["spot", "closed"]]);
  assert.deepEqual(at(125).polls, []);
  assert.deepEqual(at(135).polls, [["two", "opened"]]);
});

test("content on the stage stays until it is taken down", () => {
  assert.deepEqual([at(55).question, at(75).question], ["1", ""]);
  assert.deepEqual([at(55).questions, at(65).questions], [[{ key: "1", answered: false }], [{ key: "1", answered: true }]]);
});

test("decided steps stay, the current one leaves with the slide", () => {
  assert.equal(at(105).step?.outcome, undefined);
  assert.equal(at(115).step?.outcome, "agreed");
  assert.deepEqual([at(125).step, at(125).steps.length], [null, 1]);
});

test("a break lasts until its end", () => {
  assert.deepEqual([at(145).away, at(155).away], ["break", ""]);
});

test("a chapter lasts to the next", () => {
  assert.deepEqual([chapterAt(script, 0), chapterAt(script, 5 * MINUTE_MS)], [0, 1]);
});

test("times use the language's digits", () => {
  const plain = (/** @type {number} */ value) => String(value);
  assert.equal(clockTime(5000, false, plain), "0:05");
  assert.equal(clockTime(3909_000, true, plain), "1:05:09");
  assert.equal(clockTime(65_000, false, (value) => "۰۱۲۳۴۵۶۷۸۹"[value] ?? ""), "۱:۰۵");
});
