// What is fetched anew when the room has changed.
import assert from "node:assert/strict";
import test from "node:test";
import { createRenewal } from "../../static/js/kit/renewal.ts";
import { settle } from "./factories.js";

/** Something to fetch, whose answers the test gives. */
function make({ isThere = false } = {}) {
  const state = { polls: 0 };
  const asked = [];
  const fetchIt = () => new Promise((resolve) => asked.push(resolve));
  return { state, asked, ...createRenewal(() => state, fetchIt, isThere) };
}

test("what the page brought is fetched when something has changed, and not before", async () => {
  const { state, asked, follow } = make({ isThere: true });
  void follow();
  assert.equal(asked.length, 0);

  state.polls = 1;
  void follow();

  assert.equal(asked.length, 1);
});

test("a change while it comes is fetched after it: an older answer never follows a newer one", async () => {
  const { state, asked, follow } = make();
  void follow();
  state.polls = 1;
  void follow();
  assert.equal(asked.length, 1);

  asked[0](true);
  await settle();
  assert.equal(asked.length, 2);
  asked[1](true);
  await settle();

  assert.equal(asked.length, 2);
});

test("what was sent while it comes is fetched once more, though nothing that is seen has changed", async () => {
  const { asked, follow, renew } = make();
  void follow();
  void renew();

  asked[0](true);
  await settle();

  assert.equal(asked.length, 2);
});

test("what did not come is tried again at the next change", async () => {
  const { asked, follow } = make();
  void follow();
  asked[0](false);
  await settle();
  assert.equal(asked.length, 1);

  void follow();

  assert.equal(asked.length, 2);
});
