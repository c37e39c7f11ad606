// Speaking through a media server: it gets the microphone only while our own server says that the member speaks.

import assert from "node:assert/strict";
import { test } from "node:test";

import { createSpeaking } from "../../static/js/live/media_server/speaking.ts";
import { settle, standIn } from "./media_stand_in.js";

const MICROPHONE = { label: "one" };
const HEADSET = { label: "two" };

function speak(t, faults) {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const media = standIn(faults);
  const own = { state: "off", track: null, channel: "floor" };
  const changes = [];
  let onChange = () => {};
  const createOwn = (options) => {
    onChange = options.onChange;
    return own;
  };
  const options = { room: media.room, channel: "floor", onChange: () => changes.push(own.state) };
  createSpeaking(options, { gate: media.gate, createOwn });
  /** What the embedded voice goes through. */
  async function become(state, track = own.track) {
    Object.assign(own, { state, track });
    onChange();
    await settle();
  }
  return { media, own, become, changes };
}

test("the media server gets the microphone when the channel is taken, and not before", async (t) => {
  const { media, become, changes } = speak(t);

  await become("testing", MICROPHONE);
  await become("taking");
  assert.equal(media.tickets, 0);
  await become("on");

  assert.deepEqual(media.published, [["floor", MICROPHONE]]);
  assert.deepEqual(changes, ["testing", "taking", "on"]);
});

test("sending stops when the channel is lost or given back", async (t) => {
  for (const state of ["lost", "off", "unplugged"]) {
    await t.test(state, async (t) => {
      const { media, become } = speak(t);
      await become("on", MICROPHONE);
      assert.ok(!media.isClosed);

      await become(state, null);

      assert.ok(media.isClosed);
      t.mock.timers.tick(60_000);
      await settle();
      assert.equal(media.connections, 1);
    });
  }
});

test("a member who stops while the connection is made sends nothing", async (t) => {
  const { media, become } = speak(t);
  const connecting = become("on", MICROPHONE);
  await become("off", null);
  await connecting;

  assert.deepEqual(media.published, []);
  assert.ok(media.isClosed);
});

test("a member who begins another turn while the connection is made gets a ticket for that turn", async (t) => {
  const { media, become } = speak(t);
  const first = become("on", MICROPHONE);
  const lost = become("lost", null);
  await Promise.all([first, lost, become("on", HEADSET)]);

  assert.equal(media.tickets, 2);
  assert.deepEqual(media.published, [["floor", HEADSET]]);
});

test("another microphone is sent in place of the first, over the same connection", async (t) => {
  const { media, become } = speak(t);
  await become("on", MICROPHONE);

  await become("on", HEADSET);
  await become("waiting");

  assert.deepEqual(media.published, [["floor", MICROPHONE], ["floor", HEADSET]]);
  assert.equal(media.connections, 1);
});

test("a media server that is away, or takes nothing, is tried again while the member speaks", async (t) => {
  for (const fault of ["ticket", "script", "connection", "publishing"]) {
    await t.test(fault, async (t) => {
      const { media, become } = speak(t, { [fault]: true });
      await become("on", MICROPHONE);
      assert.deepEqual(media.published, []);

      media.faults[fault] = false;
      t.mock.timers.tick(30_000);
      await settle();

      assert.deepEqual(media.published, [["floor", MICROPHONE]]);
    });
  }
});

test("a lost connection is made again after a while", async (t) => {
  const { media, become } = speak(t);
  await become("on", MICROPHONE);

  media.events.lost();
  t.mock.timers.tick(30_000);
  await settle();

  assert.equal(media.published.length, 2);
});

test("an interpreter who turns round sends into the other channel, with a ticket for it", async (t) => {
  const { media, own, become } = speak(t);
  await become("on", MICROPHONE);

  own.channel = "kk";
  await become("taking");
  await become("on");

  assert.deepEqual(media.channels, ["floor", "kk"]);
  assert.deepEqual(media.published.at(-1), ["kk", MICROPHONE]);
});
