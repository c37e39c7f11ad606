// Those who want to hear of changes.
import assert from "node:assert/strict";
import test from "node:test";
import { createListeners } from "../../static/js/kit/listeners.ts";

test("all are told until they want to hear no more", () => {
  const { subscribe, tell } = createListeners();
  const heard = [];
  subscribe(() => heard.push("steps"));
  const stop = subscribe(() => heard.push("polls"));

  tell();
  stop();
  tell();

  assert.deepEqual(heard, ["steps", "polls", "steps"]);
});

test("who fails keeps no other from hearing, and the fault is still seen", (t) => {
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
