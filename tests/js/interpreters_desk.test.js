// The interpreter's desk says what the room sees.

import assert from "node:assert/strict";
import { test } from "node:test";

import { isOnStage } from "../../static/js/live/interpreting/slides_ahead.ts";
import { makeSnapshot, makeStep } from "./factories.js";

const stage = { kind: null, key: null };

test("the slide is on the stage while nothing stands before it", () => {
  assert.equal(isOnStage(makeSnapshot({ stage })), true);
});

test("a question on the stage, a step that is put, or the end hides the slide", () => {
  const hidden = [
    makeSnapshot({ stage: { kind: "question", key: "3" } }),
    makeSnapshot({ stage, steps: [makeStep({ state: "put" })] }),
    makeSnapshot({ stage, room: { state: "ended" } }),
  ];

  assert.deepEqual(hidden.map(isOnStage), [false, false, false]);
});
