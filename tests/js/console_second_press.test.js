// @ts-check
/** Some keys act only on their second press. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { createSecondPress, PATIENCE_MS } from "../../static/js/live/console/second_press.ts";

/** @param {import("node:test").TestContext} t */
function make(t) {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  let changes = 0;
  let isFree = true;
  const twice = createSecondPress(
    () => (changes += 1),
    () => isFree,
  );
  return { twice, told: () => changes, setFree: (/** @type {boolean} */ value) => (isFree = value) };
}

test("the first press asks, the second acts, the third asks again", (t) => {
  const { twice } = make(t);

  assert.equal(twice.press("poll a"), false);
  assert.equal(twice.isAsked("poll a"), true);
  assert.equal(twice.press("poll a"), true);
  assert.equal(twice.isAsked("poll a"), false);
  assert.equal(twice.press("poll a"), false);
});

test("the question expires after some seconds, and the next press is a first one", (t) => {
  const { twice, told } = make(t);
  twice.press("poll a");

  t.mock.timers.tick(PATIENCE_MS);

  assert.equal(told(), 2);
  assert.equal(twice.isAsked("poll a"), false);
  assert.equal(twice.press("poll a"), false);
});

test("each question lasts as long as the first", (t) => {
  const { twice } = make(t);
  twice.press("poll a");
  t.mock.timers.tick(PATIENCE_MS - 1);
  twice.press("poll b");

  t.mock.timers.tick(PATIENCE_MS - 1);

  assert.equal(twice.isAsked("poll b"), true);
});

test("the second press counts only for the same poll", (t) => {
  const { twice } = make(t);
  twice.press("poll a");

  assert.equal(twice.press("poll b"), false);
  assert.deepEqual([twice.isAsked("poll a"), twice.isAsked("poll b")], [false, true]);
});

test("a second press that cannot be carried out yet is not used up", (t) => {
  const { twice, setFree } = make(t);
  twice.press("poll a");
  setFree(false);

  assert.equal(twice.press("poll a"), false);
  assert.equal(twice.isAsked("poll a"), true);
  setFree(true);
  assert.equal(twice.press("poll a"), true);
});
