// @ts-check
/** The card of the moment shows what is most urgent. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { byUrgency } from "../../static/js/live/console/moment.ts";

/** @typedef {"now" | "next" | "soon" | "done"} Urgency */

/** @param {[string, Urgency][]} moments */
const order = (...moments) => byUrgency(moments.map(([key, urgency]) => ({ key, urgency }))).map(({ key }) => key);

test("what everybody has before them comes before what could begin, and that before what waits", () => {
  assert.deepEqual(order(["result", "done"], ["hand", "soon"], ["draft", "next"], ["step", "now"]), ["step", "draft", "hand", "result"]);
});

test("of two that are as urgent, the earlier feature comes first", () => {
  assert.deepEqual(order(["poll", "now"], ["step", "now"], ["groups", "now"]), ["poll", "step", "groups"]);
});

test("nothing waits", () => {
  assert.deepEqual(order(), []);
});
