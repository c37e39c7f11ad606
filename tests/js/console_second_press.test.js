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
  const secondPress = createSecondPress(
    () => (changes += 1),
    () => isFree,
  );
  return { secondPress, changeCount: () => changes, setFree: (/** @type {boolean} */ value) => (isFree = value) };
}

test("the first press asks, the second acts, the third asks again", (t) => {
  const { secondPress } = make(t);

  assert.equal(secondPress.press("poll a"), false);
  assert.equal(secondPress.isAsked("poll a"), true);
  assert.equal(secondPress.press("poll a"), true);
  assert.equal(secondPress.isAsked("poll a"), false);
  assert.equal(secondPress.press("poll a"), false);
});

test("the question expires after some seconds, and the next press is a first one", (t) => {
  const { secondPress, changeCount } = make(t);
  secondPress.press("poll a");

  t.mock.timers.tick(PATIENCE_MS);

  assert.equal(changeCount(), 2);
  assert.equal(secondPress.isAsked("poll a"), false);
  assert.equal(secondPress.press("poll a"), false);
});

test("each question lasts as long as the first", (t) => {
  const { secondPress } = make(t);
  secondPress.press("poll a");
  t.mock.timers.tick(PATIENCE_MS - 1);
  secondPress.press("poll b");

  t.mock.timers.tick(PATIENCE_MS - 1);

  assert.equal(secondPress.isAsked("poll b"), true);
});

test("the second press counts only for the same poll", (t) => {
  const { secondPress } = make(t);
  secondPress.press("poll a");

  assert.equal(secondPress.press("poll b"), false);
  assert.deepEqual([secondPress.isAsked("poll a"), secondPress.isAsked("poll b")], [false, true]);
});

test("a second press that cannot be carried out yet is not used up", (t) => {
  const { secondPress, setFree } = make(t);
  secondPress.press("poll a");
  setFree(false);

  assert.equal(secondPress.press("poll a"), false);
  assert.equal(secondPress.isAsked("poll a"), true);
  setFree(true);
  assert.equal(secondPress.press("poll a"), true);
});
