// The interpreter's desk says what the room sees.

import assert from "node:assert/strict";
import { test } from "node:test";

import { isOnStage } from "../../static/js/live/interpreting/slides_ahead.ts";
import { askedStep } from "../../static/js/live/interpreting/steps.ts";
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

const isNoneOpen = () => false;

test("the step that is put to everyone has the place in sight", () => {
  const steps = [makeStep({ step: 1, state: "proposed" }), makeStep({ step: 2, state: "put" })];

  assert.equal(askedStep(steps, null, isNoneOpen), 2);
  assert.equal(askedStep([makeStep({ step: 2, state: "closed" })], 2, isNoneOpen), null);
});

test("a step in whose form somebody types stays where it is", () => {
  const steps = [makeStep({ step: 1, state: "agreed" }), makeStep({ step: 2, state: "put" })];

  assert.equal(askedStep(steps, 1, (step) => step === 1), 1, "in the place in sight");
  assert.equal(askedStep(steps, null, (step) => step === 2), null, "in the list");
});
