// @ts-check
/** A double click gives one command. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { createSlips } from "../../static/js/live/console/slips.ts";

test("the second press is refused if the button means something else by then", () => {
  const isSlip = createSlips();

  assert.equal(isSlip("hand.call", 1), false);
  assert.equal(isSlip("hand.dismiss", 2), true);
  assert.equal(isSlip("hand.dismiss", 3), true);
  assert.equal(isSlip("hand.dismiss", 1), false);
});

test("two presses that mean the same are left to the button", () => {
  const isSlip = createSlips();

  assert.equal(isSlip("groups.time", 1), false);
  assert.equal(isSlip("groups.time", 2), false);
});

test("presses of a key are never a double click", () => {
  const isSlip = createSlips();

  assert.equal(isSlip("poll.open", 0), false);
  assert.equal(isSlip("poll.close", 0), false);
});
