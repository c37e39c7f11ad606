// @ts-check
/** Hidden slides are passed over, and the plan counts only what is shown. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { isLeftOut } from "../../static/js/live/polls/console/parts.ts";
import { isHidden, shownAfter, shownBeside } from "../../static/js/live/slides/shown.ts";
import { shownParts } from "../../static/js/live/slides/shown_plan.ts";

/** @param {number[]} hidden */
const at = (hidden, slide = 0) => ({ room: { slide, slides: 6 }, slides_hidden: { slides: hidden } });

test("the next slide is the next one that is shown, in both directions", () => {
  assert.equal(shownBeside(at([1, 2]), 0, 1), 3);
  assert.equal(shownBeside(at([1, 2]), 3, -1), 0);
  assert.equal(shownBeside(at([]), 3, -1), 2);
});

test("nothing is beyond the ends, even if the slides there are hidden", () => {
  assert.equal(shownBeside(at([4, 5]), 3, 1), undefined);
  assert.equal(shownBeside(at([0, 1]), 2, -1), undefined);
  assert.equal(shownBeside(at([]), 0, -1), undefined);
});

test("the way out of a hidden slide leads to shown ones", () => {
  assert.equal(shownBeside(at([2, 3], 2), 2, 1), 4);
  assert.equal(shownBeside(at([2, 3], 2), 2, -1), 1);
});

test("the slides to come leave out the hidden ones", () => {
  assert.deepEqual(shownAfter(at([1, 3]), 0, 3), [2, 4, 5]);
  assert.deepEqual(shownAfter(at([1, 3]), 4, 3), [5]);
});

test("a server that does not know of hidden slides hides none", () => {
  assert.equal(isHidden({ room: { slides: 6 } }, 2), false);
  assert.equal(shownBeside({ room: { slides: 6 } }, 2, 1), 3);
});

const PARTS = [{ first: 0, minutes: 30 }, { first: 3, minutes: 20 }];
/** @param {number[]} hidden @param {number[]} [minutes] */
const planned = (hidden, minutes = [10, 15, 5, 5, 5, 10], slide = 0) =>
  shownParts(/** @type {any} */ ({ ...at(hidden, slide), plan: { minutes, parts: PARTS } })).map(({ minutes: own, isHidden: gone }) => [own, gone]);

test("a part of the plan has the minutes of its shown slides", () => {
  assert.deepEqual(planned([]), [[30, false], [20, false]]);
  assert.deepEqual(planned([1]), [[15, false], [20, false]]);
});

test("a part of which all slides are hidden has no minutes", () => {
  assert.deepEqual(planned([3, 4, 5]), [[30, false], [0, true]]);
});

test("slides without planned times have equal shares of their part", () => {
  assert.deepEqual(planned([1, 2], []), [[10, false], [20, false]]);
});

test("a hidden slide counts while it is shown", () => {
  assert.deepEqual(planned([3, 4, 5], undefined, 5), [[30, false], [10, false]]);
});

test("the poll of a hidden slide is left out until it is opened or its slide is shown", () => {
  const poll = (/** @type {any} */ more) => ({ slide: 3, state: /** @type {const} */ ("draft"), ...more });
  const state = (/** @type {number} */ slide) => /** @type {any} */ (at([3], slide));

  assert.equal(isLeftOut(state(0), poll({})), true);
  assert.equal(isLeftOut(state(3), poll({})), false);
  assert.equal(isLeftOut(state(0), poll({ state: "closed" })), false);
  assert.equal(isLeftOut(state(0), poll({ slide: null })), false);
  assert.equal(isLeftOut(state(0), poll({ slide: 4 })), false);
});
