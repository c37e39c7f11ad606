// Listening through a media server: our own server carries the sound whenever the media server does not.

import assert from "node:assert/strict";
import { test } from "node:test";

import { listenTo } from "../../static/js/live/media_server/listening.ts";
import { isSlow } from "../../static/js/live/media_server/slow_network.ts";
import { settle, standIn } from "./media_stand_in.js";

const notice = { text: "" };

/** Just as much of a page as the notice needs. */
globalThis.document = {
  createElement: () => ({
    setAttribute() {},
    set textContent(text) {
      notice.text = text;
    },
    remove: () => (notice.text = ""),
  }),
  querySelector: () => ({ after() {}, matches: () => true }),
};

/** Begins to listen to the floor, where member 7 speaks in turn 3. */
function listen(t, { slow = false, ...faults } = {}) {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const media = standIn(faults);
  const own = { begun: 0, isOn: false };
  const listenHere = () => {
    own.begun += 1;
    own.isOn = true;
    return { state: "playing", rendition: "thin", lag: () => 400, resume() {}, stop: () => (own.isOn = false) };
  };
  const around = { gate: media.gate, listenHere, isSlow: () => slow };
  const listening = listenTo(media.room, null, "floor", () => {}, undefined, around);
  return { media, own, listening };
}

test("our own server is heard at once, and the media server once its sound arrives", async (t) => {
  const { media, own, listening } = listen(t);
  assert.ok(own.isOn);
  assert.equal(listening.lag(), 400);

  await settle();
  assert.ok(own.isOn, "nothing arrives yet");
  assert.deepEqual(media.heard, ["floor", { member: 7, turn: 3 }]);
  media.events.heard(true);

  assert.ok(!own.isOn);
  assert.deepEqual([listening.state, listening.rendition, listening.lag()], ["playing", "full", null]);
});

test("the hosts are told of a listener to whom the media server sends the sound, over each new link", async (t) => {
  const { media, listening } = listen(t);
  await settle();
  assert.deepEqual(media.told, [], "our own server sends the sound, and knows its listener");
  const report = ["voice.listen", { channel: "floor", media_server: true }];

  media.events.heard(true);
  assert.deepEqual(media.told, [report]);
  media.link("reconnecting");
  media.link("connected");
  assert.deepEqual(media.told, [report, report]);
  listening.stop();

  assert.deepEqual(media.told.at(-1), ["voice.listen", { channel: null }]);
});

test("a script that does not arrive, a refused ticket and a refused connection leave our own server", async (t) => {
  for (const fault of ["ticket", "script", "connection"]) {
    await t.test(fault, async (t) => {
      notice.text = "";
      const { media, own } = listen(t, { [fault]: true });
      await settle();

      assert.ok(own.isOn);
      assert.equal(own.begun, 1, "the sound was not interrupted");
      // Without a ticket there are no words, and the page says that the server is away.
      assert.equal(notice.text, fault === "ticket" ? "" : "away");

      media.faults[fault] = false;
      t.mock.timers.tick(30_000);
      await settle();
      media.events.heard(true);

      assert.ok(!own.isOn, "the media server is tried again");
      assert.equal(notice.text, "");
    });
  }
});

test("our own server takes over two seconds after the sound has stopped", async (t) => {
  const { media, own } = listen(t);
  await settle();
  media.events.heard(true);

  media.events.heard(false);
  t.mock.timers.tick(1_900);
  assert.ok(!own.isOn);
  media.events.heard(true);
  t.mock.timers.tick(1_900);
  assert.ok(!own.isOn, "it came back in time");
  media.events.heard(false);
  t.mock.timers.tick(2_000);

  assert.ok(own.isOn);
  media.events.heard(true);
  assert.ok(!own.isOn);
});

test("our own server takes over at once when the connection is lost, in words", async (t) => {
  const { media, own } = listen(t);
  await settle();
  media.events.heard(true);

  media.events.lost();

  assert.ok(own.isOn && media.isClosed);
  assert.equal(notice.text, "away");
});

test("only the member whom our state names is heard", async (t) => {
  const { media } = listen(t);
  await settle();

  media.say({ holder: 9, turn: 4 });
  assert.deepEqual(media.heard, ["floor", { member: 9, turn: 4 }]);
  media.say({ holder: null, turn: 5 });
  assert.deepEqual(media.heard, ["floor", null]);
});

test("after the stop nothing plays, even if the connection comes later", async (t) => {
  const { media, own, listening } = listen(t);
  listening.stop();
  await settle();

  assert.ok(!own.isOn && media.isClosed);
  media.events.heard(true);
  media.events.lost();
  t.mock.timers.tick(60_000);
  await settle();
  assert.equal(media.connections, 1);
  assert.equal(own.begun, 1);
});

test("on a slow network the media server's script is never asked for", async (t) => {
  const { media, own } = listen(t, { slow: true });
  await settle();

  assert.ok(own.isOn);
  assert.equal(media.tickets, 0);
  assert.ok(isSlow({ connection: { saveData: true } }) && isSlow({ connection: { effectiveType: "slow-2g" } }));
  assert.ok(!isSlow({ connection: { effectiveType: "4g" } }) && !isSlow({}));
});

test("our own server takes over at once when the media server has to be asked for another turn", async (t) => {
  const { media, own } = listen(t);
  await settle();
  media.events.heard(true);

  media.events.heard(false, 0);
  t.mock.timers.tick(0);

  assert.ok(own.isOn);
  assert.equal(notice.text, "");
});

test("the sentence about the absent media server stays until its sound arrives", async (t) => {
  const { media } = listen(t);
  await settle();
  media.events.lost();

  t.mock.timers.tick(30_000);
  await settle();
  assert.equal(media.connections, 2);
  assert.equal(notice.text, "away");
  media.events.heard(true);

  assert.equal(notice.text, "");
});
