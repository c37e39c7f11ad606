// @ts-check
/** Lines of captions: parted between words, and the last two of them shown. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { createLines, fits, lifeOf, linesOf } from "../../static/js/live/captions/lines.ts";

test("a short line stays one, with single spaces", () => {
  assert.deepEqual(linesOf("  Қайырлы   таң "), ["Қайырлы таң"]);
});

test("nothing typed is no line", () => {
  assert.deepEqual(linesOf("   "), []);
});

test("a long line is parted between words, and nothing is lost", () => {
  const typed = Array.from({ length: 60 }, (_, at) => `сөз${at}`).join(" ");

  const lines = linesOf(typed);

  assert.ok(lines.length > 1);
  assert.ok(lines.every(fits));
  assert.equal(lines.join(" "), typed);
});

test("a word that is longer than a line is cut", () => {
  const lines = linesOf("ә".repeat(300));

  assert.ok(lines.every(fits));
  assert.equal(lines.join(""), "ә".repeat(300));
});

test("what the server counts as one byte or two fits as it does there", () => {
  assert.ok(fits("ә".repeat(104)) && fits("a".repeat(200)) && fits('"'.repeat(104)));
  assert.ok(!fits("ә".repeat(105)) && !fits("a".repeat(201)) && !fits('"'.repeat(105)));
});

test("the newest line stands below the one before it", () => {
  const lines = createLines();

  assert.deepEqual(lines(null), []);
  assert.deepEqual(lines({ id: 1, text: "One" }), ["One"]);
  assert.deepEqual(lines({ id: 2, text: "Two" }), ["One", "Two"]);
  assert.deepEqual(lines({ id: 3, text: "Three" }), ["Two", "Three"]);
});

test("a line that is put right keeps its place", () => {
  const lines = createLines();
  lines({ id: 1, text: "One" });
  lines({ id: 2, text: "Tow" });

  assert.deepEqual(lines({ id: 2, text: "Two" }), ["One", "Two"]);
});

test("a reader who comes later has both from the snapshot", () => {
  const lines = createLines();

  assert.deepEqual(lines({ id: 8, text: "Eight", before: "Seven" }), ["Seven", "Eight"]);
  assert.deepEqual(lines({ id: 9, text: "Nine", before: "Seven" }), ["Eight", "Nine"]);
});

test("after a line that was missed, no line is shown as its neighbour that is not", () => {
  const lines = createLines();
  lines({ id: 8, text: "Eight", before: "Seven" });

  assert.deepEqual(lines({ id: 11, text: "Eleven", before: "Seven" }), ["Eleven"]);
  assert.deepEqual(lines({ id: 20, text: "Twenty", before: "Nineteen" }), ["Nineteen", "Twenty"]);
});

test("a line stays for twelve seconds, and longer if it is long", () => {
  assert.equal(lifeOf("Қайырлы таң"), 12_000);
  assert.equal(lifeOf("ә".repeat(200)), 20_000);
});
