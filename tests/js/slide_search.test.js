// @ts-check
/** Slides are found by words in any script, and the arrow keys move among their tiles. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { reachedBy } from "../../static/js/live/slides/arrows.ts";
import { bestOf, folded, found } from "../../static/js/live/slides/search.ts";

/** @param {string[]} texts */
const slides = (...texts) => texts.map((text, index) => ({ number: index + 1, title: "", text: folded(text) }));
/** @param {[title: string, body: string][]} pages */
const titled = (...pages) => pages.map(([title, body], index) => ({ number: index + 1, title: folded(title), text: folded(`${title} ${body}`) }));
/** @param {ReturnType<typeof slides>} all @param {string} query */
const numbers = (all, query) => found(all, query).map(({ number }) => number);

test("case and diacritics do not matter", () => {
  const all = slides("Résumé of the DAY", "Учёба в школе", "Ішкі істер");

  assert.deepEqual(numbers(all, "resume"), [1]);
  assert.deepEqual(numbers(all, "УЧЕБА"), [2]);
  assert.deepEqual(numbers(all, "іШКІ"), [3]);
});

test("Arabic letters are found in each of their forms, with marks, joiners and stretches", () => {
  const all = slides("پیشگیری از مواد", "كتاب", "مُـعـلّم", "می‌شود");

  assert.deepEqual(numbers(all, "پيشگيري"), [1]);
  assert.deepEqual(numbers(all, "کتاب"), [2]);
  assert.deepEqual(numbers(all, "معلم"), [3]);
  assert.deepEqual(numbers(all, "میشود"), [4]);
});

test("all words of the query must be there, in any order", () => {
  const all = slides("What works in schools", "Schools and families");

  assert.deepEqual(numbers(all, "schools what"), [1]);
  assert.deepEqual(numbers(all, "school"), [1, 2]);
  assert.deepEqual(numbers(all, "police"), []);
});

test("an empty query finds all", () => {
  assert.deepEqual(numbers(slides("a", "b"), "  "), [1, 2]);
});

test("a number finds its slide, which comes before those that mention it, in any digits", () => {
  const all = slides("3 findings", "Two", "Three");

  assert.deepEqual(numbers(all, "3"), [1, 3]);
  assert.equal(bestOf(found(all, "3"), "3")?.number, 3);
  assert.equal(bestOf(found(all, "۳"), "۳")?.number, 3);
  assert.equal(bestOf(found(all, "two"), "two")?.number, 2);
  assert.equal(bestOf([], "two"), undefined);
});

test("Enter leads to the slide with the words in its title, before those that only mention them", () => {
  const all = titled(["Map places", "Ask the chemist"], ["A talk", "of the chemist's shop"], ["The Chemist shop", "at night"], ["5 rules", ""]);
  const best = (/** @type {string} */ query) => bestOf(found(all, query), query)?.number;

  assert.equal(best("chemist"), 3);
  assert.equal(best("shop chemist"), 3);
  assert.equal(best("ask"), 1);
  assert.equal(best("chemist night"), 3);
  assert.equal(best("4"), 4);
});

// Two rows of three tiles, then one row of two, as where a module ends.
const PLACES = [0, 100, 200, 0, 100, 200, 0, 100].map((left, index) => ({ left, top: Math.floor(index / 3) * 80 }));

test("arrows to the sides go on tile by tile, and stop at the ends", () => {
  assert.equal(reachedBy("ArrowRight", PLACES, 2, "ltr"), 3);
  assert.equal(reachedBy("ArrowLeft", PLACES, 3, "ltr"), 2);
  assert.equal(reachedBy("ArrowRight", PLACES, 7, "ltr"), 7);
  assert.equal(reachedBy("ArrowLeft", PLACES, 0, "ltr"), 0);
});

test("on a page from right to left the next tile is to the left", () => {
  assert.equal(reachedBy("ArrowLeft", PLACES, 2, "rtl"), 3);
});

test("arrows up and down go to the nearest tile of the row beside", () => {
  assert.equal(reachedBy("ArrowDown", PLACES, 1, "ltr"), 4);
  assert.equal(reachedBy("ArrowDown", PLACES, 5, "ltr"), 7);
  assert.equal(reachedBy("ArrowUp", PLACES, 7, "ltr"), 4);
});

test("above the first row is the search, below the last one nothing", () => {
  assert.equal(reachedBy("ArrowUp", PLACES, 1, "ltr"), -1);
  assert.equal(reachedBy("ArrowDown", PLACES, 7, "ltr"), 7);
});

test("Home and End lead to the first and the last tile, other keys nowhere", () => {
  assert.equal(reachedBy("Home", PLACES, 4, "ltr"), 0);
  assert.equal(reachedBy("End", PLACES, 4, "ltr"), 7);
  assert.equal(reachedBy("a", PLACES, 4, "ltr"), undefined);
});
