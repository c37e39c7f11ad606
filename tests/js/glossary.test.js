// The glossary is searched while somebody types.
import assert from "node:assert/strict";
import test from "node:test";
import { folded, matches } from "../../static/js/content/glossary/fold.ts";

const entry = folded("Селективная профилактика. Ещё: селективті алдын алу, selective prevention");

test("the search ignores capitals, dots and Kazakh letters", () => {
  assert.ok(matches(entry, "СЕЛЕКТИВНАЯ"));
  assert.ok(matches(entry, "еще"));
  assert.ok(matches(entry, "селективти"));
});

test("every word must match, in any order and language", () => {
  assert.ok(matches(entry, "prevention профил"));
  assert.ok(!matches(entry, "prevention риск"));
});

test("an empty search finds everything, and special characters are literal", () => {
  assert.ok(matches(entry, "  "));
  assert.ok(!matches(entry, ".*"));
  assert.ok(!matches(entry, "("));
});
