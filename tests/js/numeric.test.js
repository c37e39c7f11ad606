// Numbers are judged by the same table as in tests/live/polls/test_numeric_answers.py.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { createWords } from "../../static/js/kit/words.ts";
import { responseOf } from "../../static/js/connect/packages/responses.ts";
import { boundsOf, isRight, decimalText } from "../../static/js/learn/player/numeric.ts";
import { mark } from "../../static/js/learn/player/progress.ts";
import { solution } from "../../static/js/learn/player/verdict.ts";

const TABLE = JSON.parse(readFileSync(new URL("../live/polls/numeric_answers.json", import.meta.url), "utf8"));

/** A numeric quiz of a pack. */
function quiz(right) {
  return { id: "how-many", poll: { kind: "numeric", is_quiz: true, options: [], right } };
}

test("players judge an answer as the server does", () => {
  for (const { value, tolerance, answers } of TABLE) {
    for (const [answer, expected] of answers) {
      const message = `${answer} for ${value} ± ${tolerance}`;
      assert.equal(isRight(answer, { value, tolerance }), expected, message);
      assert.equal(mark(quiz({ value, tolerance }), { number: answer }), expected, message);
    }
  }
});

test("platforms get the exact bounds of a right answer", () => {
  for (const { value, tolerance, ends: expected } of TABLE.filter((row) => row.ends)) {
    assert.deepEqual(boundsOf({ value, tolerance }), expected);
    assert.deepEqual(responseOf(quiz({ value, tolerance }), {}).between, expected);
  }
});

test("a number is written with all its digits", () => {
  const spelled = [0.1, 1e-7, -0, 1e12, 250, -1.5].map(decimalText);

  assert.deepEqual(spelled, ["0.1", "0.0000001", "0", "1000000000000", "250", "-1.5"]);
});

test("players show the right answer with all its digits", () => {
  const { poll } = quiz({ value: 3.1415, tolerance: 0.005 });

  const { values } = solution({ text: {}, words: createWords({}, "ru") }, poll, []);

  assert.deepEqual(values.slice(-2), ["3,1415", " ± 0,005"]);
});
