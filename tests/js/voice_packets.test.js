// Packets of voice: frames, bytes and base64, and the two renditions of one moment.
import assert from "node:assert/strict";
import test from "node:test";
import { fromBase64, isFrame, packFrames, toBase64, unpackFrames } from "../../static/js/live/voice/packets.ts";
import { Packing } from "../../static/js/live/voice/packing.ts";

/** @param {number} first the first byte, which says that a frame of 20 ms follows */
function frame(length, first = 9 << 3, fill = 7) {
  const bytes = new Uint8Array(length).fill(fill);
  bytes[0] = first;
  return bytes;
}

const TWENTY_MS = [1, 5, 9, 13, 15, 19, 23, 27, 31];

test("frames survive packing, base64 and unpacking", () => {
  const frames = [frame(1), frame(300, 15 << 3), frame(1276, 31 << 3)];

  const bytes = packFrames(frames);

  assert.deepEqual([...bytes.subarray(0, 3)], [0, 1, frames[0][0]]);
  assert.deepEqual([...bytes.subarray(3, 5)], [1, 44]);
  assert.deepEqual(unpackFrames(fromBase64(toBase64(bytes))), frames);
});

test("base64 is the standard padded one", () => {
  assert.equal(toBase64(Uint8Array.of(251, 255, 254, 1)), "+//+AQ==");
});

test("text that is not base64 gives nothing", () => {
  assert.equal(fromBase64("voice!"), null);
});

test("bytes that are not three whole frames are no packet", () => {
  const whole = packFrames([frame(5), frame(5), frame(5)]);
  const broken = {
    empty: [],
    "cut short": whole.subarray(0, whole.length - 1),
    "cut in a length": whole.subarray(0, 8),
    "two frames": packFrames([frame(5), frame(5)]),
    "four frames": packFrames([frame(5), frame(5), frame(5), frame(5)]),
    "an empty frame": packFrames([frame(5), new Uint8Array(0), frame(5)]),
    "a frame that is too long": packFrames([frame(5), frame(1277), frame(5)]),
  };

  for (const [name, bytes] of Object.entries(broken)) assert.equal(unpackFrames(Uint8Array.from(bytes)), null, name);
  assert.notEqual(unpackFrames(whole), null);
});

test("only single Opus frames of 20 ms count as frames", () => {
  const configurations = Array.from({ length: 32 }, (_, number) => number);

  const good = configurations.filter((number) => isFrame(frame(10, number << 3)));

  assert.deepEqual(good, TWENTY_MS);
  assert.deepEqual([1, 2, 3].filter((count) => isFrame(frame(10, (1 << 3) | count))), []);
  assert.ok(isFrame(frame(10, (1 << 3) | 4)), "stereo");
});

const encoded = (time, fill) => ({ time, bytes: frame(4, 1 << 3, fill) });

/** Adds frames in turn, and returns the packets. */
function packed(frames) {
  const packing = new Packing();
  return frames.map(([rendition, time, fill]) => packing.add(rendition, encoded(time, fill))).filter(Boolean);
}

test("three frames of each rendition make a packet with the time of the first", () => {
  const packets = packed([
    ["full", 100, 1],
    ["full", 120, 1],
    ["thin", 100, 2],
    ["full", 140, 1],
    ["full", 160, 1],
    ["thin", 120, 2],
    // Encoders round their times.
    ["thin", 139.999, 2],
  ]);

  assert.deepEqual(packets.map(({ time }) => time), [100]);
  assert.deepEqual(unpackFrames(packets[0].full), [encoded(0, 1), encoded(0, 1), encoded(0, 1)].map(({ bytes }) => bytes));
  assert.deepEqual(unpackFrames(packets[0].thin), [encoded(0, 2), encoded(0, 2), encoded(0, 2)].map(({ bytes }) => bytes));
});

test("a frame that one encoder left out is left out of both renditions", () => {
  const both = (time) => [["full", time, 1], ["thin", time, 2]];

  const packets = packed([...both(0), ["full", 20, 1], ...both(40), ...both(60), ...both(80), ...both(100)]);

  assert.deepEqual(packets.map(({ time }) => time), [40]);
});

test("a packet has no gap inside", () => {
  const both = (time) => [["full", time, 1], ["thin", time, 2]];

  const packets = packed([0, 20, 500, 520, 540].flatMap(both));

  assert.deepEqual(packets.map(({ time }) => time), [500]);
});

test("renditions stay together after one encoder has stopped for long", () => {
  const full = Array.from({ length: 500 }, (_, index) => ["full", index * 20, 1]);

  const packets = packed([...full, ["thin", 9940, 2], ["thin", 9960, 2], ["thin", 9980, 2]]);

  assert.deepEqual(packets.map(({ time }) => time), [9940]);
});
