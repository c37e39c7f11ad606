// @ts-check
/** Hosts see what a machine has understood until its line comes, or until nothing follows for long. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { createHeard } from "../../static/js/live/captions/heard.ts";
import { lifeOf } from "../../static/js/live/captions/lines.ts";

const LANE = { holder: null, offered: false, id: 3, text: "Line", before: "", mark: /** @type {const} */ ("machine") };

/** @param {number} after @param {Partial<typeof LANE>} [lane] */
function stateOf(after, lane = {}) {
  return /** @type {any} */ ({ lane_partials: { kk: { after, text: "word" } }, lanes: { kk: { ...LANE, ...lane } } });
}

test("a text after the newest line is shown in its language alone", () => {
  const heardOf = createHeard(() => 0);

  assert.equal(heardOf(stateOf(3), "kk"), "word");
  assert.equal(heardOf(stateOf(3), "ru"), "");
});

test("a text before any line is shown", () => {
  assert.equal(createHeard(() => 0)(/** @type {any} */ ({ lane_partials: { kk: { after: 0, text: "word" } }, lanes: {} }), "kk"), "word");
});

test("a newer line makes the text void, whoever wrote it", () => {
  assert.equal(createHeard(() => 0)(stateOf(3, { id: 4 }), "kk"), "");
});

test("the text of a program that has stopped is void", () => {
  assert.equal(createHeard(() => 0)(stateOf(3, { mark: /** @type {any} */ ("stopped") }), "kk"), "");
});

test("a text that nothing follows is dropped, and a newer one begins again", () => {
  let time = 0;
  const heardOf = createHeard(() => time);
  const state = stateOf(3);
  assert.equal(heardOf(state, "kk"), "word");

  time = lifeOf("word");
  assert.equal(heardOf(state, "kk"), "");
  assert.equal(heardOf(stateOf(3), "kk"), "word");
});
