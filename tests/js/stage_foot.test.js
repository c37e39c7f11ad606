// @ts-check
/** The foot of the picture says what the room should do, and how many have done it. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { createWords } from "../../static/js/kit/words.ts";
import { footOf } from "../../static/js/live/stage/foot.ts";
import { makePoll, makeStep } from "./factories.js";

const words = createWords({}, "en");
const deck = /** @type {any} */ ({ language: "en", slides: [{}, { poll: { question: "Tea?", labels: {} } }] });

/** @param {object} scene @param {object} state */
const foot = (scene, state) =>
  footOf(
    /** @type {any} */ ({ poll: null, step: null, beside: null, ...scene }),
    /** @type {any} */ ({ polls: [], steps: [], people: { here: 4, lost: 0 }, ...state }),
    deck,
    words,
  );

test("an open poll asks everybody to answer, and says how many of those here have", () => {
  const polls = [makePoll({ voters: 1 })];
  assert.deepEqual(foot({ kind: "poll", poll: "tea" }, { polls }), { text: "Answer now\u00a0· 1 of 4 answered", asks: true, percent: 25 });
});

test("those who have answered and left still count", () => {
  const polls = [makePoll({ voters: 5 })];
  assert.equal(foot({ kind: "poll", poll: "tea" }, { polls }).text, "Answer now\u00a0· 5 of 5 answered");
});

test("a step that is put to everyone asks them, too", () => {
  const steps = [makeStep({ state: "put", counts: { agree: 2, abstain: 1 } })];
  assert.deepEqual(foot({ kind: "step", step: 1 }, { steps }), { text: "Answer now\u00a0· 3 of 4 answered", asks: true, percent: 75 });
});

test("a poll that is over asks nobody", () => {
  const closed = foot({ kind: "poll", poll: "tea" }, { polls: [makePoll({ state: "closed", voters: 3 })] });
  assert.deepEqual(closed, { text: "Poll closed · 3 answered", asks: false, percent: 0 });
  const shown = foot({ kind: "poll", poll: "tea" }, { polls: [makePoll({ state: "revealed", voters: 3 })] });
  assert.deepEqual(shown, { text: "3 answered", asks: false, percent: 0 });
});

test("an open poll beside another scene is named, and the band stays away", () => {
  const { text, asks } = foot({ kind: "slide", beside: "tea" }, { polls: [makePoll({ voters: 1, texts: { en: { question: "Tea?", labels: {} } } })] });
  assert.match(text, /^Poll: .*Tea\?.* · 1 answered$/);
  assert.equal(asks, false);
});

test("a slide, the wait before the start, and the end say nothing", () => {
  const silent = { text: "", asks: false, percent: 0 };
  assert.deepEqual(foot({ kind: "slide" }, {}), silent);
  assert.deepEqual(foot({ kind: "waiting", poll: "tea" }, { polls: [makePoll()] }), silent);
  assert.deepEqual(foot({ kind: "ended", poll: "tea" }, { polls: [makePoll()] }), silent);
});
