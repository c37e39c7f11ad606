// @ts-check
/** Which polls hosts may open again: those whose result nobody knows. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { mayBeReopened } from "../../static/js/live/polls/console/rounds.ts";

const FEW = { figures: { few: 5 } };

/** @param {{ state: string, anonymous?: boolean, figures?: object }} poll */
const mayOpen = (poll) => mayBeReopened([], /** @type {any} */ ({ poll: "tea", anonymous: false, ...poll }));

test("a closed poll may open again, and one that was shown may not", () => {
  assert.deepEqual(["draft", "open", "closed", "revealed"].map((state) => mayOpen({ state })), [false, false, true, false]);
});

test("an anonymous poll may open again while it has too few answers for a result", () => {
  const states = ["closed", "revealed"];
  assert.deepEqual(states.map((state) => mayOpen({ state, anonymous: true, ...FEW })), [true, true]);
  assert.deepEqual(states.map((state) => mayOpen({ state, anonymous: true })), [false, false]);
});

test("a poll with a second round stays closed", () => {
  const second = /** @type {any} */ ({ poll: "tea--2", first: "tea" });
  assert.equal(mayBeReopened([second], /** @type {any} */ ({ poll: "tea", state: "closed", anonymous: false })), false);
});
