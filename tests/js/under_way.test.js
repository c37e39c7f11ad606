import assert from "node:assert/strict";
import { test } from "node:test";

import { underWay } from "../../static/js/room/engine/under_way.ts";

const ASK = ["question.ask"];
const entry = (text, command = "question.ask") => ({ command, fields: { text } });

test("what the server has told is not on its way any more, acknowledged or not", () => {
  const first = entry("Why?");
  const second = entry("How?");
  assert.deepEqual(underWay([first, second], ASK, []), [first, second]);
  assert.deepEqual(underWay([first, second], ASK, ["Why?"]), [second]);
});

test("the same words once more are on their way until they are told once more", () => {
  const again = entry("Why?");
  assert.deepEqual(underWay([again], ASK, ["Why?"]), [again]);
  assert.deepEqual(underWay([again], ASK, ["Why?", "Why?"]), []);
});

test("lines are told as one", () => {
  const lines = entry("Why\n  not?");
  assert.deepEqual(underWay([lines], ASK, []), [lines]);
  assert.deepEqual(underWay([lines], ASK, ["Why not?"]), []);
});

test("other commands are others' business", () => {
  assert.deepEqual(underWay([entry("Why?", "chat.say")], ASK, []), []);
});
