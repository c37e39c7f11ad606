// Listening begins at a tap, although the player is loaded only then.

import assert from "node:assert/strict";
import { test } from "node:test";

const plays = [];

class FakeAudio {
  play = async () => {
    plays.push(this);
    throw new Error("there is nothing to play yet");
  };
}
const player = "export const listenTo = () => ({ state: 'waiting', rendition: 'full', stop() {} });";
globalThis.Audio = FakeAudio;
globalThis.document = {
  body: { appendChild: (element) => element, dataset: { listener: `data:text/javascript,${encodeURIComponent(player)}` } },
};

const { createHearing } = await import("../../static/js/live/voice/hearing.ts");

test("the tap itself lets the page play, before the player has come", async () => {
  const room = { state: { voice: {} }, subscribe: () => () => {} };
  const hearing = createHearing(room, { own: "kk" });

  hearing.listen();

  assert.equal(plays.length, 1);
  assert.equal(hearing.state, "loading");
  await new Promise((loaded) => hearing.subscribe(loaded));
  assert.equal(hearing.state, "waiting");
});
