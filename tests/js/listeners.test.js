// Listeners hear of changes.
import assert from "node:assert/strict";
import test from "node:test";
import { createListeners } from "../../static/js/kit/listeners.ts";

test("listeners hear of changes until they unsubscribe", () => {
  const { subscribe, tell } = createListeners();
  const heard = [];
  subscribe(() => heard.push("steps"));
  const stop = subscribe(() => heard.push("polls"));

  tell();
  stop();
  tell();

  assert.deepEqual(heard, ["steps", "polls", "steps"]);
});

test("a failing listener does not block others, and its error is reported", (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const { subscribe, tell } = createListeners();
  let heard = 0;
  subscribe(() => {
    throw new Error("a step without words");
  });
  subscribe(() => (heard += 1));

  tell();

  assert.equal(heard, 1);
  assert.throws(() => t.mock.timers.tick(1), /a step without words/);
});
