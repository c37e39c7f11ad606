// A bundle is divided into the packets that it was made of.

import assert from "node:assert/strict";
import { test } from "node:test";

import { packetsOf } from "../../static/js/live/voice/bundles.ts";
import { packFrames, toBase64, unpackFrames } from "../../static/js/live/voice/packets.ts";

const frame = (size, fill) => new Uint8Array(size).fill(fill).fill(1 << 3, 0, 1);
const packet = (number) => packFrames([frame(20 + number, number), frame(1, number), frame(300, number)]);
const PACKETS = [0, 1, 2, 3, 4, 5].map(packet);

function bundle(d, { t = 2, n = 7, at = 1_000_000 } = {}) {
  return { c: "floor", t, n, at, d };
}

function joined(parts) {
  return Uint8Array.from(parts.flatMap((part) => [...part]));
}

test("a bundle's packets keep their order, number, time and bytes", () => {
  const packets = packetsOf(bundle(joined(PACKETS).buffer));

  assert.deepEqual(packets.map(({ turn, number, at }) => [turn, number, at]), [0, 1, 2, 3, 4, 5].map((index) => [2, 7 + index, 1_000_000 + 60 * index]));
  assert.deepEqual(packets.map(({ sound }) => [...sound]), PACKETS.map((bytes) => [...bytes]));
  assert.ok(packets.every(({ sound }) => unpackFrames(sound)));
});

test("a bundle that comes as base64 is the same", () => {
  const bytes = joined(PACKETS);

  assert.deepEqual(packetsOf(bundle(toBase64(bytes))), packetsOf(bundle(bytes.buffer)));
});

test("a single packet is a bundle of one", () => {
  assert.deepEqual(packetsOf(bundle(toBase64(PACKETS[1]))), [{ turn: 2, number: 7, at: 1_000_000, sound: PACKETS[1] }]);
});

test("bytes that are not whole packets give nothing", () => {
  const bytes = joined(PACKETS);
  const broken = { cut: bytes.slice(0, -1), longer: joined([bytes, [0]]), "a packet of two frames": joined([PACKETS[0], packFrames([frame(9, 1), frame(9, 2)])]), nothing: [] };

  for (const [name, content] of Object.entries(broken)) assert.deepEqual(packetsOf(bundle(Uint8Array.from(content).buffer)), [], name);
  assert.deepEqual(packetsOf(bundle("voice!")), []);
});
