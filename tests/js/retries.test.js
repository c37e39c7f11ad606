// A fetch is retried over a link that drops.
import assert from "node:assert/strict";
import test from "node:test";
import { untilThere } from "../../static/js/kit/retries.ts";
import { settle } from "./factories.js";

test("a failed fetch is retried until it succeeds, and each failure is reported", async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const answers = [() => Promise.reject(new Error("503")), () => Promise.reject(new Error("offline")), async () => "tea"];
  let failures = 0;
  let result = "";
  void untilThere(() => answers.shift()(), () => (failures += 1)).then((value) => (result = value));

  for (let pause = 0; pause < 2; pause += 1) {
    await settle();
    assert.equal(result, "");
    t.mock.timers.tick(60_000);
  }
  await settle();

  assert.deepEqual([result, failures, answers.length], ["tea", 2, 0]);
});
