// @ts-check
/** The way to join is large for a moment after a poll has opened, and only then. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { createOpening, openedBetween } from "../../static/js/live/stage/opening.ts";
import { makePoll } from "./factories.js";

/** @param {object[]} polls */
const view = (...polls) => /** @type {any} */ ({ room: { state: "live", slide: 0 }, polls, steps: [] });
const [draft, open, closed] = ["draft", "open", "closed"].map((state) => view(makePoll({ state })));

test("a poll opens once, and also if it was made and opened at once or opens again", () => {
  assert.equal(openedBetween(draft, open), "tea");
  assert.equal(openedBetween(view(), open), "tea");
  assert.equal(openedBetween(closed, open), "tea");
  assert.equal(openedBetween(open, open), null);
  assert.equal(openedBetween(open, closed), null);
});

test("the moment lasts two seconds", () => {
  const opening = createOpening();
  opening.follow(draft, open, 10_000);

  assert.equal(opening.pollAt(open, 11_999), "tea");
  assert.equal(opening.pollAt(open, 12_000), null);
});

test("answers that arrive do not begin another moment", () => {
  const opening = createOpening();
  opening.follow(draft, open, 10_000);
  opening.follow(open, view(makePoll({ voters: 1 })), 11_000);

  assert.equal(opening.pollAt(open, 12_500), null);
});

test("the moment ends when the poll is closed", () => {
  const opening = createOpening();
  opening.follow(draft, open, 10_000);

  assert.equal(opening.pollAt(closed, 10_500), null);
});

test("a stage that is opened during a poll has no such moment", () => {
  assert.equal(createOpening().pollAt(open, 0), null);
});
