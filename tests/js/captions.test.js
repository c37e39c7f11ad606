// @ts-check
/** Caption lines are split between words, and the last two are shown. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { createLines, fits, lifeOf, linesOf, partialOf } from "../../static/js/live/captions/lines.ts";

test("a short line stays one line, with single spaces", () => {
  assert.deepEqual(linesOf("  Қайырлы   таң "), ["Қайырлы таң"]);
});

test("empty input makes no line", () => {
  assert.deepEqual(linesOf("   "), []);
});

test("a long line is split between words without losing any", () => {
  const typed = Array.from({ length: 60 }, (_, at) => `сөз${at}`).join(" ");

  const lines = linesOf(typed);

  assert.ok(lines.length > 1);
  assert.ok(lines.every(fits));
  assert.equal(lines.join(" "), typed);
});

test("a word longer than a line is cut", () => {
  const lines = linesOf("ә".repeat(300));

  assert.ok(lines.every(fits));
  assert.equal(lines.join(""), "ә".repeat(300));
});

test("a line's length is counted in bytes as on the server", () => {
  assert.ok(fits("ә".repeat(104)) && fits("a".repeat(200)) && fits('"'.repeat(104)));
  assert.ok(!fits("ә".repeat(105)) && !fits("a".repeat(201)) && !fits('"'.repeat(105)));
});

test("the newest line is below the previous one", () => {
  const lines = createLines();

  assert.deepEqual(lines(null), []);
  assert.deepEqual(lines({ id: 1, text: "One" }), ["One"]);
  assert.deepEqual(lines({ id: 2, text: "Two" }), ["One", "Two"]);
  assert.deepEqual(lines({ id: 3, text: "Three" }), ["Two", "Three"]);
});

test("a corrected line keeps its place", () => {
  const lines = createLines();
  lines({ id: 1, text: "One" });
  lines({ id: 2, text: "Tow" });

  assert.deepEqual(lines({ id: 2, text: "Two" }), ["One", "Two"]);
});

test("a late reader gets both lines from the snapshot", () => {
  const lines = createLines();

  assert.deepEqual(lines({ id: 8, text: "Eight", before: "Seven" }), ["Seven", "Eight"]);
  assert.deepEqual(lines({ id: 9, text: "Nine", before: "Seven" }), ["Eight", "Nine"]);
});

test("a line after a missed one is not shown next to an older one", () => {
  const lines = createLines();
  lines({ id: 8, text: "Eight", before: "Seven" });

  assert.deepEqual(lines({ id: 11, text: "Eleven", before: "Seven" }), ["Eleven"]);
  assert.deepEqual(lines({ id: 20, text: "Twenty", before: "Nineteen" }), ["Nineteen", "Twenty"]);
});

test("a line stays for twelve seconds, and longer if it is long", () => {
  assert.equal(lifeOf("Қайырлы таң"), 12_000);
  assert.equal(lifeOf("ә".repeat(200)), 20_000);
});

test("what a machine has understood is shown until a newer line comes", () => {
  const partial = { after: 4, text: "Good mor" };

  assert.equal(partialOf({ id: 4, text: "Welcome", partial }), "Good mor");
  assert.equal(partialOf({ id: 5, text: "Good morning", partial }), "");
});

test("what a machine has understood is shown before there is any line", () => {
  assert.equal(partialOf({ partial: { after: 0, text: "Good mor" } }), "Good mor");
  assert.equal(partialOf(null), "");
});
