// What a learner writes is saved once, and again if it was asked for while the first try was failing.

import assert from "node:assert/strict";
import { test } from "node:test";

import { saveText } from "../../static/js/learn/player/exercise.ts";

/** A player whose device refuses the first `failures` answers, each when the test lets it go. */
function makePlayer(failures) {
  const saved = [];
  const asked = [];
  let release = () => {};
  return {
    texts: new Map([["s", "My plan"]]),
    telling: new Map(),
    progress: { triesOf: () => saved.map((answer) => ({ answer })) },
    refuse() {},
    async answer(_id, answer) {
      asked.push(answer.text);
      await new Promise((resolve) => (release = resolve));
      if (asked.length > failures) saved.push(answer);
    },
    asked,
    saved,
    async settle() {
      release();
      await new Promise((resolve) => setImmediate(resolve));
    },
  };
}

/** Asks for the text to be saved, and again before that has ended. */
async function saveTwice(player) {
  void saveText(player, "s");
  void saveText(player, "s");
  await player.settle();
  await player.settle();
}

test("a text that is being saved is not saved twice", async () => {
  const player = makePlayer(0);
  await saveTwice(player);

  assert.deepEqual(player.asked, ["My plan"]);
  assert.equal(player.telling.size, 0);
});

test("a text that was asked for again while its saving failed is tried once more", async () => {
  const player = makePlayer(1);
  await saveTwice(player);

  assert.deepEqual(player.saved, [{ text: "My plan" }]);
  assert.equal(player.telling.size, 0);
});

test("a text that cannot be saved waits for the next reason to try", async () => {
  const player = makePlayer(1);
  void saveText(player, "s");
  await player.settle();
  assert.deepEqual(player.asked, ["My plan"]);

  void saveText(player, "s");
  await player.settle();

  assert.deepEqual(player.saved, [{ text: "My plan" }]);
});
