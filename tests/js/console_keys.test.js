// @ts-check
/** The console's keys act by the place of the focus. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { actionOf } from "../../static/js/live/console/keys.ts";
import { nextUp } from "../../static/js/live/questions/order.ts";

/** @typedef {import("../../static/js/live/console/keys.ts").KeyPress} Pressed */
/** @typedef {import("../../static/js/live/console/keys.ts").Where} Where */

/** @param {string} key @param {Partial<Pressed>} more @returns {Pressed} */
const press = (key, more = {}) => ({ key, code: "", ctrlKey: false, altKey: false, metaKey: false, ...more });
/** @type {Where} */
const free = { focus: "page", letters: true, direction: "ltr" };

test("arrows and Page keys move the slide", () => {
  assert.deepEqual(["ArrowRight", "ArrowDown", "PageDown"].map((key) => actionOf(press(key), free)), ["next", "next", "next"]);
  assert.deepEqual(["ArrowLeft", "ArrowUp", "PageUp"].map((key) => actionOf(press(key), free)), ["back", "back", "back"]);
});

test("the left arrow moves forward on a right-to-left page", () => {
  const rtl = /** @type {Where} */ ({ ...free, direction: "rtl" });

  assert.equal(actionOf(press("ArrowLeft"), rtl), "next");
  assert.equal(actionOf(press("ArrowRight"), rtl), "back");
  assert.equal(actionOf(press("PageDown"), rtl), "next");
});

test("letters work by position on a Cyrillic layout", () => {
  assert.equal(actionOf(press("и", { code: "KeyB" }), free), "blank");
  assert.equal(actionOf(press("з", { code: "KeyP" }), free), "poll");
  assert.equal(actionOf(press("й", { code: "KeyQ" }), free), "question");
  assert.equal(actionOf(press("ы", { code: "KeyS" }), free), "step");
});

test("letters work by name on another Latin layout", () => {
  assert.equal(actionOf(press("b", { code: "KeyN" }), free), "blank");
  assert.equal(actionOf(press("x", { code: "KeyB" }), free), null);
});

/** @param {import("../../static/js/live/console/keys.ts").Focus} focus @param {string[]} keys */
const actionsIn = (focus, ...keys) => keys.map((key) => actionOf(press(key), { ...free, focus }));

test("keys do nothing while a dialog is open", () => {
  assert.deepEqual(actionsIn("dialog", "PageDown", "ArrowDown", "p"), [null, null, null]);
});

test("keys do nothing while the presenter types", () => {
  assert.deepEqual(actionsIn("text", "p", "ArrowRight", "PageDown", "?"), [null, null, null, null]);
});

test("a clicker moves the slides wherever the focus is", () => {
  for (const focus of /** @type {const} */ (["list", "tab", "scroll", "page"]))
    assert.deepEqual(actionsIn(focus, "PageDown", "PageUp"), ["next", "back"], focus);
});

test("a tab keeps only the horizontal arrows", () => {
  assert.deepEqual(actionsIn("tab", "ArrowLeft", "ArrowRight", "Home", "End"), [null, null, null, null]);
  assert.deepEqual(actionsIn("tab", "ArrowDown", "ArrowUp", "p", "q", "s", "b"), ["next", "back", "poll", "question", "step", "blank"]);
});

test("a list keeps arrows and letters for itself", () => {
  assert.deepEqual(actionsIn("list", "ArrowDown", "ArrowLeft", "p", "?"), [null, null, null, null]);
});

test("the browser's own shortcuts are left alone", () => {
  assert.equal(actionOf(press("p", { ctrlKey: true }), free), null);
  assert.equal(actionOf(press("ArrowLeft", { altKey: true }), free), null);
  assert.equal(actionOf(press("b", { metaKey: true }), free), null);
});

test("a scrolling part keeps up and down, but a clicker still moves the slides", () => {
  const notes = /** @type {Where} */ ({ ...free, focus: "scroll" });

  assert.equal(actionOf(press("ArrowDown"), notes), null);
  assert.equal(actionOf(press("ArrowUp"), notes), null);
  assert.equal(actionOf(press("PageDown"), notes), "next");
  assert.equal(actionOf(press("ArrowRight"), notes), "next");
});

test("letters can be switched off while the arrows stay", () => {
  assert.equal(actionOf(press("b"), { ...free, letters: false }), null);
  assert.equal(actionOf(press("?"), { ...free, letters: false }), null);
  assert.equal(actionOf(press("PageDown"), { ...free, letters: false }), "next");
});

test("holding P does not open and close the poll", () => {
  assert.equal(actionOf(press("p", { repeat: true }), free), null);
});

test("the question mark lists the keys", () => {
  assert.equal(actionOf(press("?", { code: "Slash" }), free), "help");
});

test("the next question is the open one with most votes not yet on the stage", () => {
  /** @param {number} id @param {number} votes @param {string} [state] */
  const question = (id, votes, state = "open") => /** @type {any} */ ({ id, votes, state });
  const questions = [question(1, 0), question(2, 4), question(3, 9, "answered"), question(4, 4)];

  assert.equal(nextUp(questions, { kind: null, key: null })?.id, 2);
  assert.equal(nextUp(questions, { kind: "question", key: "2" })?.id, 4);
  assert.equal(nextUp([question(2, 4)], { kind: "question", key: "2" }), null);
});
