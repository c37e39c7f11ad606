// Questions that join two lists: choosing, reporting to platforms, and drawing.
import assert from "node:assert/strict";
import test from "node:test";
import { choose, chosenIn } from "../../static/js/kit/chosen_fields.ts";
import { responseOf } from "../../static/js/connect/packages/responses.ts";
import { SCORM12 } from "../../static/js/connect/packages/scorm12.ts";
import { KINDS } from "../../static/js/live/polls/kinds/all.ts";
import { columnsOf, sharesColumn, listsOf, placed, rowsOf } from "../../static/js/live/polls/pairs.ts";
import { bars } from "../../static/js/live/polls/tally.ts";
import { makePoll } from "./factories.js";

const CELLS = ["a--x", "a--y", "b--x", "b--y"];
const poll = (changes = {}) => makePoll({ kind: "matching", options: CELLS, ...changes });

test("rows and columns come in the order of the cells", () => {
  assert.deepEqual([rowsOf(CELLS), columnsOf(CELLS)], [["a", "b"], ["x", "y"]]);
});

test("a row has one column, which another replaces and an empty choice removes", () => {
  assert.deepEqual(placed(CELLS, ["b--x"], "a", "y"), ["a--y", "b--x"]);
  assert.deepEqual(placed(CELLS, ["a--y", "b--x"], "a", "x"), ["a--x", "b--x"]);
  assert.deepEqual(placed(CELLS, ["a--y", "b--x"], "a", ""), ["b--x"]);
});

test("two rows may share a group in sorting, but not a partner in a match", () => {
  assert.equal(sharesColumn(["a--x", "b--x"]), true);
  assert.equal(sharesColumn(["a--x", "b--y"]), false);
  assert.equal(KINDS.matching.wrong(poll(), ["a--x", "b--x"]), "matched_twice");
  assert.equal(KINDS.matching.wrong(poll(), ["a--x"]), "");
  assert.equal(KINDS.matching.wrong(poll(), []), "no_choice");
  assert.equal(KINDS.sorting.wrong(poll(), ["a--x", "b--x"]), "");
});

test("both lists are shown before an answer, and the pairs once the solution is known", () => {
  assert.deepEqual(listsOf(["a", "b", "x", "y", ...CELLS]), [["a", "b"], ["x", "y"]]);
  assert.deepEqual(listsOf(CELLS, ["a--y"]), [["a--y"]]);
  assert.deepEqual(listsOf(["tea", "coffee"], ["tea"]), [["tea", "coffee"]]);
});

test("unchosen pairs have no bar unless they are right", () => {
  const shown = bars(poll({ tally: { "a--x": 2, "a--y": 0, "b--x": 0, "b--y": 0 }, voters: 2, correct: ["a--y"] }));

  assert.deepEqual(shown.map(({ key, count }) => [key, count]), [["a--x", 2], ["a--y", 0]]);
});

/** A slide of a pack whose right pairs are a with y and b with x. */
const slide = {
  id: "which",
  poll: {
    kind: "matching",
    is_quiz: true,
    options: CELLS.map((id) => ({ id, is_correct: id === "a--y" || id === "b--x" })),
    text: {},
  },
};

test("platforms get sources with their targets", () => {
  const { type, parts, right } = responseOf(slide, { options: ["a--x", "b--x"] });

  assert.deepEqual([type, parts, right], ["matching", ["a[.]x", "b[.]x"], ["a[.]y", "b[.]x"]]);
});

test("SCORM 1.2 gets one letter for each", () => {
  const put = {};
  const answered = { at: 0, answer: { options: ["a--x", "b--x"] }, language: "en" };

  SCORM12.interaction((field, value) => (put[field.split(".").pop()] = value), 0, answered, slide, false);

  assert.deepEqual([put.type, put.pattern, put.student_response], ["matching", "a.b,b.a", "a.a,b.a"]);
});

/** A form of ticks and lists, with only the properties that are read here. */
function form(...fields) {
  return { querySelectorAll: () => fields };
}

test("a choice is read from ticks or lists, and restored", () => {
  const tick = (value) => ({ value, checked: false });
  const list = (...values) => ({ value: "", options: ["", ...values].map((value) => ({ value })) });
  const filled = form(tick("tea"), tick("milk"), list("a--x", "a--y"), list("b--x", "b--y"));

  choose(filled, "", ["milk", "a--y"]);

  assert.deepEqual(chosenIn(filled, ""), ["milk", "a--y"]);
  choose(filled, "", ["b--x"]);
  assert.deepEqual(chosenIn(filled, ""), ["b--x"]);
});
