// @ts-check
/** The words and shapes of results on the stage. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { createWords } from "../../static/js/kit/words.ts";
import { nameOfBin } from "../../static/js/live/polls/columns.ts";
import { roundTitle } from "../../static/js/live/polls/option_bars.ts";
import { hereText, languagesHere } from "../../static/js/live/stage/waiting.ts";
import { makePoll } from "./factories.js";

const words = createWords({}, "en");
/** @param {[number, number][]} ends */
const names = (...ends) => {
  const bins = ends.map(([low, high]) => ({ low, high, count: 1 }));
  return bins.map((bin) => nameOfBin(bin, bins, String));
};

test("a bin is named by both ends, and one of a single whole number by that", () => {
  assert.deepEqual(names([20, 26], [26, 32]), ["20 – 26", "26 – 32"]);
  assert.deepEqual(names([3, 4], [4, 5]), ["3", "4"]);
  assert.deepEqual(names([0.5, 1.5], [1.5, 2.5]), ["0.5 – 1.5", "1.5 – 2.5"]);
  assert.deepEqual(names([5, 5]), ["5"]);
});

test("a round is named with the number of its answers", () => {
  const poll = /** @type {any} */ (makePoll({ voters: 27 }));
  assert.equal(roundTitle("was", poll, words), "First round: 27 answers");
  assert.equal(roundTitle("is", { ...poll, voters: 1 }, words), "Second round: 1 answer");
});

test("the languages of those who are here follow each other by size", () => {
  const languages = { en: 1, kk: 4, prs: 0, ru: 4 };
  assert.deepEqual(languagesHere({ languages }), [["kk", 4], ["ru", 4], ["en", 1]]);
  assert.deepEqual(languagesHere({}), []);
});

test("before the people are known nobody is here", () => {
  assert.equal(hereText(null, words), "0 here");
  assert.equal(hereText({ here: 12, languages: {} }, words), "12 here");
});
