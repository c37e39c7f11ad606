// Looking a word up in the glossary while typing.
import assert from "node:assert/strict";
import test from "node:test";
import { folded, matches } from "../../static/js/content/glossary/fold.ts";

const entry = folded("Селективная профилактика. Ещё: селективті алдын алу, selective prevention");

test("capitals, dots over letters and Kazakh letters do not matter", () => {
  assert.ok(matches(entry, "СЕЛЕКТИВНАЯ"));
  assert.ok(matches(entry, "еще"));
  assert.ok(matches(entry, "селективти"));
});

test("every word must be there, in whatever order and language", () => {
  assert.ok(matches(entry, "prevention профил"));
  assert.ok(!matches(entry, "prevention риск"));
});

test("nothing typed finds everything, and signs are only signs", () => {
  assert.ok(matches(entry, "  "));
  assert.ok(!matches(entry, ".*"));
  assert.ok(!matches(entry, "("));
});
