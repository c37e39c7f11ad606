// Content is fetched again when the room has changed.
import assert from "node:assert/strict";
import test from "node:test";
import { createRenewal } from "../../static/js/kit/renewal.ts";
import { settle } from "./factories.js";

/** A fetch that the test answers. */
function make({ isThere = false } = {}) {
  const state = { polls: 0 };
  const fetches = [];
  const fetchIt = () => new Promise((resolve) => fetches.push(resolve));
  return { state, asked: fetches, ...createRenewal(() => state, fetchIt, isThere) };
}

test("the page's own content is fetched again only after a change", async () => {
  const { state, asked, follow } = make({ isThere: true });
  void follow();
  assert.equal(asked.length, 0);

  state.polls = 1;
  void follow();

  assert.equal(asked.length, 1);
});

test("a change during a fetch is fetched afterwards, so no older answer follows a newer one", async () => {
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

test("a command sent during a fetch causes another, even without a visible change", async () => {
  const { asked, follow, renew } = make();
  void follow();
  void renew();

  asked[0](true);
  await settle();

  assert.equal(asked.length, 2);
});

test("a failed fetch is retried at the next change", async () => {
  const { asked, follow } = make();
  void follow();
  asked[0](false);
  await settle();
  assert.equal(asked.length, 1);

  void follow();

  assert.equal(asked.length, 2);
});

test("a fetch that fails by an error does not end later fetches", async () => {
  const state = { polls: 0 };
  let calls = 0;
  const fetchIt = () => (++calls === 1 ? Promise.reject(new Error("no network")) : Promise.resolve(true));
  const { follow } = createRenewal(() => state, fetchIt, false);
  await assert.rejects(follow());

  await follow();

  assert.equal(calls, 2);
});
