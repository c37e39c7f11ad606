import assert from "node:assert/strict";
import { test } from "node:test";

import { underWay } from "../../static/js/room/engine/pending_commands.ts";

const ASK = ["question.ask"];
const entry = (text, command = "question.ask") => ({ command, fields: { text } });

test("a text broadcast by the server is no longer pending, acknowledged or not", () => {
  const first = entry("Why?");
  const second = entry("How?");
  assert.deepEqual(underWay([first, second], ASK, []), [first, second]);
  assert.deepEqual(underWay([first, second], ASK, ["Why?"]), [second]);
});

test("repeated words are pending until they are broadcast again", () => {
  const repeated = entry("Why?");
  assert.deepEqual(underWay([repeated], ASK, ["Why?"]), [repeated]);
  assert.deepEqual(underWay([repeated], ASK, ["Why?", "Why?"]), []);
});

test("text of several lines matches its broadcast in one line", () => {
  const lines = entry("Why\n  not?");
  assert.deepEqual(underWay([lines], ASK, []), [lines]);
  assert.deepEqual(underWay([lines], ASK, ["Why not?"]), []);
});

test("other commands are ignored", () => {
  assert.deepEqual(underWay([entry("Why?", "chat.say")], ASK, []), []);
});
