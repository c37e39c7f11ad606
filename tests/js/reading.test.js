// A slide's text is read in pieces that a voice can say.
import assert from "node:assert/strict";
import test from "node:test";
import { shortened } from "../../static/js/learn/reading/passages.ts";

test("short sentences stay together, and no sign is lost", () => {
  assert.deepEqual(shortened("  Is it so?\n Yes, at 3.5 %. "), ["Is it so? Yes, at 3.5 %."]);
});

test("a long text is divided between sentences", () => {
  const sentence = `${"слово ".repeat(20).trim()}.`;
  const pieces = shortened([sentence, sentence, sentence].join(" "));

  assert.deepEqual(pieces, [sentence, sentence, sentence]);
});

test("a sentence that is too long is divided between words", () => {
  const sentence = `${"word ".repeat(100).trim()}.`;
  const pieces = shortened(sentence);

  assert.equal(pieces.join(" "), sentence);
  for (const piece of pieces) assert.ok(piece.length <= 200);
});

test("nothing is read where there is nothing to say", () => {
  assert.deepEqual(shortened(" \n "), []);
  assert.deepEqual(shortened("— …"), []);
});
