// @ts-check
/** Which chart shows a result, on every screen. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { createWords } from "../../static/js/kit/words.ts";
import { figures } from "../../static/js/live/polls/figures.ts";
import { resultOnStage } from "../../static/js/live/polls/stage_result.ts";
import { makePoll } from "./factories.js";
import { markupOf } from "./markup.js";

const words = createWords({}, "en");
const labels = { 1: "Never", 2: "Sometimes", 3: "Always" };

/** @param {any} fields @param {any} [more] */
const shown = (fields, more = {}) => {
  const poll = { ...makePoll({ state: "revealed" }), options: ["1", "2", "3"], ...fields };
  return /** @type {any} */ ({ poll, wording: { labels, language: "en" }, words, ...more });
};
/** @param {any} fields @param {any} [more] */
const onPhone = (fields, more) => markupOf(figures(shown(fields, more)));
/** @param {any} fields */
const onStage = (fields) => markupOf(resultOnStage(shown(fields)));
/** @param {string} markup @param {string} part */
const count = (markup, part) => markup.split(part).length - 1;
/** @param {string} markup the dots of each full path, and of no empty one */
const fullDots = (markup) => [...markup.matchAll(/<path d=([^ ]*(?: [^/]*?)?) ?\/>/g)].map(([, path]) => count(path ?? "", "M"));

test("thirty people are dots and more are bars, on phones and on the stage", () => {
  for (const draw of [onPhone, onStage]) {
    const few = draw({ kind: "single", voters: 30, tally: { 1: 20, 2: 10, 3: 0 } });
    const many = draw({ kind: "single", voters: 31, tally: { 1: 21, 2: 10, 3: 0 } });

    assert.deepEqual([count(few, "<svg class=\"dots\""), count(few, "<progress")], [3, 0]);
    assert.deepEqual([count(many, "<svg class=\"dots\""), count(many, "<progress")], [0, 3]);
  }
});

test("a row has a full dot for each person who chose it and an empty one for each other", () => {
  const drawn = onPhone({ kind: "several", voters: 5, tally: { 1: 3, 2: 5, 3: 0 } });

  assert.deepEqual(fullDots(drawn), [3, 5, 0]);
  assert.equal(drawn.match(/M\d/g)?.length, 15);
});

test("a scale is columns in the order of its points, of dots for few people and of bars for many", () => {
  const few = onPhone({ kind: "scale", voters: 3, tally: { 3: 2, 1: 1 } });
  const many = onPhone({ kind: "scale", voters: 40, tally: { 1: 10, 2: 10, 3: 20 } });

  assert.deepEqual(fullDots(few), [1, 0, 2]);
  assert.deepEqual([...many.matchAll(/height=([\d.]+)/g)].map(([, height]) => Number(height)), [0.5, 0.5, 1]);
  assert.deepEqual([...few.matchAll(/<bdi>(.)<\/bdi>/g)].map(([, number]) => number), ["1", "2", "3"]);
});

test("the points of a scale stay readable as text with their numbers", () => {
  const drawn = onPhone({ kind: "scale", voters: 5, tally: { 1: 1, 2: 4 } });

  const text = drawn.replace(/<div class="scale-columns"[^]*?<ul/, "<ul").replace(/<[^>]+>/g, " ").replace(/\s+/g, " ").trim();
  assert.equal(text, "1: Never 1 20% 2: Sometimes 4 80% 3: Always 0 0%");
  assert.match(drawn, /<div class="scale-columns" aria-hidden="true">/);
});

test("labels give their numbers to the columns if all begin with one", () => {
  /** @param {any} own */
  const numbersOf = (own) => {
    const drawn = onPhone({ kind: "scale", voters: 3, tally: { 1: 3 } }, { wording: { labels: own, language: "en" } });
    const labelled = [...drawn.matchAll(/class="label"[^>]*>([^<]*)/g)].map(([, label]) => label);
    return [...drawn.matchAll(/<bdi>(.)<\/bdi>/g)].map(([, number], index) => `${number} | ${labelled[index]}`);
  };

  assert.deepEqual(numbersOf({ 1: "0: never", 2: "۱", 3: "2" }), ["0 | 0: never", "۱ | ۱", "2 | 2"]);
  assert.deepEqual(numbersOf({ 1: "Never", 2: "1", 3: "2" }), ["1 | 1: Never", "2 | 2: 1", "3 | 3: 2"]);
});

test("two rounds of a scale are two charts, and those of options are compared by bars", () => {
  const first = { ...makePoll({ state: "revealed" }), options: ["1", "2", "3"], voters: 2, tally: { 1: 2 } };

  assert.equal(count(onPhone({ kind: "scale", voters: 2, tally: { 2: 2 } }, { first }), "class=\"scale-chart\""), 2);
  const compared = onPhone({ kind: "single", voters: 2, tally: { 2: 2 } }, { first });
  assert.deepEqual([count(compared, "class=\"round-bar was\""), count(compared, "class=\"round-bar is\"")], [3, 3]);
});

test("a right answer and one's own choice are told by words", () => {
  const drawn = onPhone({ kind: "single", quiz: true, correct: ["1"], mine: ["2"], voters: 2, tally: { 1: 1, 2: 1 } });

  assert.match(drawn, /data-judged=true/);
  const [right, own, other] = drawn.split("<li").slice(1);
  assert.match(right ?? "", /data-correct=true[^]*Correct/);
  assert.match(own ?? "", /data-correct=false[^]*Your choice/);
  assert.doesNotMatch(other ?? "", /Correct|Your choice/);
});

test("so few answers that somebody could be recognised have no chart", () => {
  for (const draw of [onPhone, onStage]) {
    const drawn = draw({ kind: "scale", anonymous: true, figures: { few: 5 } });

    assert.match(drawn, /Fewer than five/);
    assert.doesNotMatch(drawn, /<svg|<progress/);
  }
});
