// The build finds the interface's texts in scripts and puts short keys in their place.
import assert from "node:assert/strict";
import { test } from "node:test";

import { identity, keyed, keysOf, textsIn } from "../../tools/script_texts.mjs";

/** The texts of a script, without their places. */
const textsOf = (code) => textsIn(code, "a.ts").map(({ start, end, ...text }) => text);

/** Many texts, so that some of their keys begin alike. */
const many = Array.from({ length: 20_000 }, (_, at) => identity({ texts: [`Text ${at}`] }));

test("a literal in a call is a text", () => {
  assert.deepEqual(textsOf(`words.say("Vote"); wordsIn(tag).say("Back", { n })`), [{ texts: ["Vote"] }, { texts: ["Back"] }]);
});

test("every side of a choice is a text", () => {
  const code = `words.say(isNew ? "New" : isOld ? "Old" : NAMES[state]); words.say(label || "None"); words.say(label ?? "Nobody")`;

  assert.deepEqual(textsOf(code), [["New"], ["Old"], ["None"], ["Nobody"]].map((texts) => ({ texts })));
});

test("a condition is no text", () => {
  assert.deepEqual(textsOf(`words.say(kind === "quiz" ? "Quiz" : "Poll")`), [{ texts: ["Quiz"] }, { texts: ["Poll"] }]);
});

test("a mark in a table, a variable or a choice is a text", () => {
  const code = `
    const STATES = { open: msg("Open") };
    const ENDED = msg("Ended");
    words.say(STATES[state]);
    words.say(n ? "None" : msg("Some"));`;

  assert.deepEqual(textsOf(code), [["Open"], ["Ended"], ["None"], ["Some"]].map((texts) => ({ texts })));
});

test("a plural has two texts, and a context is none", () => {
  const code = `
    words.say(msg("{n} answer", "{n} answers"), { n });
    words.say(msgIn("of a session", "Closed"));
    words.say(msgIn("of a hall", "{n} hand", "{n} hands"), { n });`;

  assert.deepEqual(textsOf(code), [
    { texts: ["{n} answer", "{n} answers"] },
    { texts: ["Closed"], context: "of a session" },
    { texts: ["{n} hand", "{n} hands"], context: "of a hall" },
  ]);
});

test("other calls and other arguments have no texts", () => {
  assert.deepEqual(textsOf(`say("status", text); words.refusal("rate"); words.say(text, { name: "Ada" }); cut.say()`), []);
});

test("a text that is put together is refused, with its place", () => {
  for (const code of ["words.say(`step.${state}`)", "words.say('Slide ' + n)", "words.say(isNew ? `New ${n}` : 'Old')"]) {
    assert.throws(() => textsIn(code, "a.ts"), /^Error: a\.ts: a text cannot be put together: /, code);
  }
  for (const code of ["msg(label)", "msg('One', many)", "msgIn(context, 'Closed')", "msg(`Slide`)"]) {
    assert.throws(() => textsIn(code, "a.ts"), /^Error: a\.ts: a text has to be a string literal: /, code);
  }
});

test("keys take the place of texts and marks, and nothing else changes", () => {
  const code = `const A = msg("One", "Many"); words.say(isA ? "B" : A, { n: "B", of: words.say("B") })`;
  const keys = new Map([[identity({ texts: ["One", "Many"] }), "abc"], [identity({ texts: ["B"] }), "def"]]);

  assert.equal(keyed(code, textsIn(code, "a.ts"), keys), `const A = "abc"; words.say(isA ? "def" : A, { n: "B", of: words.say("def") })`);
});

test("texts that differ in their context, their plural or anything else have different keys", () => {
  const alike = [
    { texts: ["Closed"] },
    { texts: ["Closed"], context: "of a session" },
    { texts: ["Closed", "Closed"] },
    { texts: ["closed"] },
  ].map(identity);

  const keys = keysOf([...alike, ...many]);

  assert.equal(new Set(keys.values()).size, alike.length + many.length);
  assert.equal(Math.min(...[...keys.values()].map(({ length }) => length)), 2);
});

test("the same text has the same key in every script, whatever the order", () => {
  assert.deepEqual(keysOf([...many, ...many].reverse()), keysOf(many));
});

test("a new text changes at most one key of the others", () => {
  const few = many.slice(0, 200);
  const before = keysOf(few);
  for (const text of many.slice(200, 400)) {
    const after = keysOf([...few, text]);

    assert.ok(few.filter((key) => after.get(key) !== before.get(key)).length <= 1, JSON.stringify(text));
  }
});
