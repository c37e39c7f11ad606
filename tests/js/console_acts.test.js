// @ts-check
/** The line about what another host has done. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { actText } from "../../static/js/live/console/acts.ts";

const words = { say: (/** @type {string} */ text, /** @type {any} */ values) => text.replace("{name}", values.name) };
const members = [
  { member: 1, name: "Grace", role: "host", state: "here" },
  { member: 2, name: "Aida", role: "presenter", state: "here" },
];

/** @param {number} member @param {string} act */
function text(member, act) {
  const state = { acts: { member, act }, me: { member: 1 }, people: { members } };
  return actText(/** @type {any} */ ({ words }), /** @type {any} */ (state)).replace(/[\u2066-\u2069]/g, "");
}

test("the line names the host and the act", () => {
  assert.equal(text(2, "poll.closed"), "Aida closed the poll");
  assert.equal(text(2, "slide.moved"), "Aida moved to another slide");
});

test("nobody is told what they did themselves", () => {
  assert.equal(text(1, "poll.closed"), "");
});

test("an act of a newer server, or of somebody who has gone, has no words", () => {
  assert.equal(text(2, "horoscope.cast"), "");
  assert.equal(text(7, "poll.closed"), "");
});
