// What a listener asks for and acknowledges, as the link gets slower and better.

import assert from "node:assert/strict";
import { test } from "node:test";

import { packFrames, toBase64 } from "../../static/js/live/voice/packets.ts";

class FakeAudio extends EventTarget {
  currentTime = 0;
  playbackRate = 1;
  play = async () => {};
  load() {}
  removeAttribute() {}
}
const appended = [];
class FakeSource extends EventTarget {
  static isTypeSupported = () => true;
  constructor() {
    super();
    queueMicrotask(() => this.dispatchEvent(new Event("sourceopen")));
  }
  addSourceBuffer() {
    return Object.assign(new EventTarget(), { appendBuffer: (bytes) => appended.push(bytes), remove() {} });
  }
}
Object.assign(globalThis, { Audio: FakeAudio, MediaSource: FakeSource });
URL.createObjectURL = () => "blob:";
URL.revokeObjectURL = () => {};

const { listenTo } = await import("../../static/js/live/voice/listening.ts");

const PACKET = packFrames([Uint8Array.of(8, 1), Uint8Array.of(8, 2), Uint8Array.of(8, 3)]);
const FULL = toBase64(PACKET);
const BUNDLE = Uint8Array.from(Array.from({ length: 6 }, () => [...PACKET]).flat()).buffer;
const START_MS = 1_000_000;

function begin(t) {
  const heard = {};
  const told = [];
  const room = {
    connection: "connected",
    now: () => START_MS,
    tell: (name, fields) => told.push([name, fields]),
    hear: (name, fn) => (heard[name] = fn),
    subscribe: () => () => {},
  };
  const listening = listenTo(room, new FakeAudio(), "floor", () => {});
  t.after(() => listening.stop());
  const place = (number, turn) => ({ c: "floor", t: turn, n: number, at: START_MS + 60 * number });
  return {
    listening,
    told: (name) => told.filter(([event]) => event === name).map(([, fields]) => fields),
    full: (numbers, turn = 1) => numbers.forEach((number) => heard.voice({ ...place(number, turn), d: FULL })),
    bundles: (numbers, turn = 1) => numbers.forEach((number) => heard["voice.bundle"]({ ...place(number, turn), d: BUNDLE })),
  };
}

const range = (from, to, step = 1) => Array.from({ length: Math.ceil((to - from) / step) }, (_, index) => from + index * step);

/** Half of the packets arrive. */
const slow = (from, to) => range(from, to, 2);

test("a slow link asks for the thin sound, keeps it while bundles arrive, and then tries the full sound", (t) => {
  const { listening, told, full, bundles } = begin(t);

  full(slow(0, 100));
  assert.equal(told("voice.listen").at(-1).thin, true);
  bundles(range(102, 900, 6));

  assert.equal(listening.rendition, "thin");
  bundles(range(900, 1500, 6));
  assert.equal(listening.rendition, "full");
  assert.equal(told("voice.listen").at(-1).thin, false);
});

test("full sound that was still on its way says nothing about the thin one", (t) => {
  const { listening, full, bundles } = begin(t);
  full(slow(0, 100));

  full(slow(100, 400));
  bundles(range(450, 1000, 6));

  assert.equal(listening.rendition, "thin");
});

test("a link that does not carry the thin sound either is left with text", (t) => {
  const { listening, told, full, bundles } = begin(t);
  full(slow(0, 100));

  bundles(range(102, 400, 12));

  assert.equal(listening.rendition, "none");
  assert.equal(told("voice.listen").at(-1).text_only, true);
});

test("one bundle in ten may be missing", (t) => {
  const { listening, full, bundles } = begin(t);
  full(slow(0, 100));

  bundles(range(102, 1000, 6).filter((_, index) => index % 10));

  assert.equal(listening.rendition, "thin");
});

test("every bundle is acknowledged, and of single packets two in a second", (t) => {
  const { told, full, bundles } = begin(t);

  full(range(0, 100));
  assert.equal(told("voice.ack").length, 12);
  bundles(range(106, 166, 6));

  assert.equal(told("voice.ack").length, 12 + 10);
  assert.deepEqual(told("voice.ack").at(-1), { at: START_MS + 60 * 160 });
});

test("all packets of a bundle are played, and none of an older turn", async (t) => {
  const { bundles } = begin(t);
  await new Promise(setImmediate);
  appended.length = 0;

  bundles([0], 2);
  assert.equal(appended.length, 6);
  appended.length = 0;
  bundles([30], 1);
  assert.equal(appended.length, 0);

  bundles([6], 2);
  assert.equal(appended.length, 6);
});
