// A piece of a page is not replaced while somebody fills it in.
import assert from "node:assert/strict";
import test from "node:test";
import { keepPiece } from "../../static/js/kit/piece.ts";
import { settle } from "./factories.js";

globalThis.window ??= new EventTarget();

const OPTIONS = [
  { value: "1", defaultSelected: false },
  { value: "2", defaultSelected: false },
];

/** The part of an element that a piece reads, with one list of `options` whose chosen value is `value`. */
function makeElement(value, options = OPTIONS) {
  return {
    querySelectorAll: (selector) => (selector === "select" ? [{ options, value }] : []),
    hasAttribute: () => false,
    addEventListener() {},
  };
}

async function isFetched(t, element) {
  const fetched = t.mock.method(globalThis, "fetch", async () => ({ ok: false, text: async () => "" }));
  const piece = keepPiece(element, "/piece", () => ({}), false);
  await piece.follow();
  await settle();
  return fetched.mock.callCount() > 0;
}

test("a list in which something was chosen before the script loaded is not replaced", async (t) => {
  assert.equal(await isFetched(t, makeElement("2")), false);
});

test("an untouched list is replaced, with a default or without one", async (t) => {
  const withDefault = OPTIONS.map((option) => ({ ...option, defaultSelected: option.value === "2" }));

  assert.equal(await isFetched(t, makeElement("1")), true);
  assert.equal(await isFetched(t, makeElement("2", withDefault)), true);
  assert.equal(await isFetched(t, makeElement("", [])), true);
});
