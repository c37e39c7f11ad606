// The stream that a listener's <audio> plays, read again by an independent parser.
import assert from "node:assert/strict";
import test from "node:test";
import { cluster, header, SILENT_FRAME } from "../../static/js/live/voice/webm.ts";

const MASTERS = { 0x1a45dfa3: "EBML", 0x18538067: "Segment", 0x1549a966: "Info", 0x1654ae6b: "Tracks", 0xae: "TrackEntry", 0xe1: "Audio", 0x1f43b675: "Cluster" };
const NAMES = {
  0x4282: "DocType",
  0x4287: "DocTypeVersion",
  0x4285: "DocTypeReadVersion",
  0x2ad7b1: "TimestampScale",
  0x4d80: "MuxingApp",
  0x5741: "WritingApp",
  0xd7: "TrackNumber",
  0x73c5: "TrackUID",
  0x83: "TrackType",
  0x86: "CodecID",
  0x56bb: "SeekPreRoll",
  0x63a2: "CodecPrivate",
  0xb5: "SamplingFrequency",
  0x9f: "Channels",
  0xe7: "Timestamp",
  0xa3: "SimpleBlock",
};

/** Returns [name, content] of each element, in order: bytes, or the elements inside. */
function parse(bytes) {
  const elements = [];
  let place = 0;
  /** Reads an EBML number of variable length. */
  const take = (keepsMarker) => {
    const length = Math.clz32(bytes[place]) - 23;
    const all = [...bytes.subarray(place, (place += length))];
    const isUnknown = all.every((byte, index) => byte === (index ? 255 : 255 >> (length - 1)));
    if (!keepsMarker) all[0] &= (1 << (8 - length)) - 1;
    return !keepsMarker && isUnknown ? Infinity : all.reduce((sum, byte) => sum * 256 + byte, 0);
  };
  while (place < bytes.length) {
    const id = take(true);
    const size = take(false);
    const content = bytes.subarray(place, Math.min(bytes.length, place + size));
    assert.ok(size === Infinity || place + size <= bytes.length, "an element exceeds its parent");
    place += content.length;
    const name = MASTERS[id] ?? NAMES[id];
    assert.ok(name, `unknown element ${id.toString(16)}`);
    elements.push([name, MASTERS[id] ? parse(content) : content]);
  }
  return elements;
}

const number = (bytes) => bytes.reduce((sum, byte) => sum * 256 + byte, 0);
const text = (bytes) => String.fromCharCode(...bytes);

test("a stream begins as WebM with one Opus track of 48 kHz and one channel", () => {
  const [[ebml, head], [segment, inside], ...others] = parse(header());

  assert.deepEqual([ebml, segment, others], ["EBML", "Segment", []]);
  assert.equal(text(Object.fromEntries(head).DocType), "webm");
  const { Info, Tracks } = Object.fromEntries(inside);
  assert.equal(number(Object.fromEntries(Info).TimestampScale), 1_000_000);
  assert.equal(Tracks.length, 1);
  const track = Object.fromEntries(Tracks[0][1]);
  assert.deepEqual([number(track.TrackNumber), number(track.TrackType), text(track.CodecID)], [1, 2, "A_OPUS"]);
  assert.equal(number(track.SeekPreRoll), 80_000_000);
  const { SamplingFrequency, Channels } = Object.fromEntries(track.Audio);
  assert.equal(new DataView(Uint8Array.from(SamplingFrequency).buffer).getFloat64(0), 48_000);
  assert.equal(number(Channels), 1);
});

test("the track's OpusHead skips nothing", () => {
  const track = Object.fromEntries(Object.fromEntries(parse(header())[1][1]).Tracks[0][1]);

  const head = new DataView(Uint8Array.from(track.CodecPrivate).buffer);

  assert.equal(head.byteLength, 19);
  assert.equal(text(new Uint8Array(head.buffer, 0, 8)), "OpusHead");
  assert.deepEqual([head.getUint8(8), head.getUint8(9), head.getUint8(18)], [1, 1, 0]);
  assert.deepEqual([head.getUint16(10, true), head.getUint32(12, true), head.getInt16(16, true)], [0, 48_000, 0]);
});

test("a cluster holds each frame at its own time", () => {
  const frames = [Uint8Array.of(1, 2), SILENT_FRAME, new Uint8Array(1276).fill(9)];

  const [[name, content], ...others] = parse(cluster(86_400_060, frames));

  assert.deepEqual([name, others], ["Cluster", []]);
  const [[, at], ...blocks] = content;
  assert.equal(number(at), 86_400_060);
  assert.deepEqual(blocks.map(([block]) => block), ["SimpleBlock", "SimpleBlock", "SimpleBlock"]);
  assert.deepEqual(blocks.map(([, bytes]) => [...bytes.subarray(0, 4)]), [[0x81, 0, 0, 0x80], [0x81, 0, 20, 0x80], [0x81, 0, 40, 0x80]]);
  assert.deepEqual(blocks.map(([, bytes]) => bytes.slice(4)), frames);
});

test("times are right from the start and after many weeks", () => {
  const timeOf = (at) => number(parse(cluster(at, [SILENT_FRAME]))[0][1][0][1]);

  for (const at of [0, 255, 256, 2 ** 32 + 20]) assert.equal(timeOf(at), at);
});

test("two seconds of silence fit into one cluster", () => {
  const [[, [, ...blocks]]] = parse(cluster(0, new Array(100).fill(SILENT_FRAME)));

  assert.deepEqual([...blocks[99][1].subarray(1, 3)], [7, 188]);
});
