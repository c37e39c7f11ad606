/**
 * Writes a WebM stream with one Opus track: RFC 9559 (Matroska), RFC 8794 (EBML), RFC 7845 (OpusHead). No DOM.
 */

import { FRAME_MS } from "./packets.ts";

/** The type of such a stream, for `MediaSource` and <audio>. */
export const MIME = 'audio/webm; codecs="opus"';

/** A frame of silence, which also makes a decoder forget what it played before. */
export const SILENT_FRAME = Uint8Array.of(0xf8, 0xff, 0xfe);

const UNKNOWN_SIZE = [0x01, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff];
const OPUS_TRACK = 2;
const NS_IN_MS = 1_000_000;
// A decoder's output is right only after this much sound: 80 ms, RFC 7845, section 4.6.
const PRE_ROLL_NS = 80 * NS_IN_MS;
// 48,000 as a 64-bit floating-point number.
const RATE = [0x40, 0xe7, 0x70, 0, 0, 0, 0, 0];
// Version 1, one channel, nothing to skip at the start, 48,000 Hz (little-endian), no gain, mapping 0.
const OPUS_HEAD = [...ascii("OpusHead"), 1, 1, 0, 0, 0x80, 0xbb, 0, 0, 0, 0, 0];

/** Returns the beginning of a stream: 48 kHz, mono, of unknown length, times in ms. */
export function header(): Uint8Array {
  const audio = element(0xe1, [...element(0xb5, RATE), ...element(0x9f, [1])]);
  const track = [
    ...element(0xd7, [1]),
    ...element(0x73c5, [1]),
    ...element(0x83, [OPUS_TRACK]),
    ...element(0x86, ascii("A_OPUS")),
    ...element(0x56bb, number(PRE_ROLL_NS)),
    ...element(0x63a2, OPUS_HEAD),
    ...audio,
  ];
  const names = [...element(0x4d80, ascii("voice")), ...element(0x5741, ascii("voice"))];
  return Uint8Array.from([
    ...element(0x1a45dfa3, [...element(0x4282, ascii("webm")), ...element(0x4287, [4]), ...element(0x4285, [2])]),
    ...[0x18, 0x53, 0x80, 0x67],
    ...UNKNOWN_SIZE,
    ...element(0x1549a966, [...element(0x2ad7b1, number(NS_IN_MS)), ...names]),
    ...element(0x1654ae6b, element(0xae, track)),
  ]);
}

/**
 * Continues a stream with frames.
 * @param at when the first one plays, in whole ms since the start of the stream
 * @param frames at most 32 s
 */
export function cluster(at: number, frames: readonly Uint8Array[]): Uint8Array {
  const blocks = frames.map((frame, index) => {
    const time = index * FRAME_MS;
    // Track 1, a time after `at`, and a flag that says that playing can start here.
    return element(0xa3, [0x81, time >> 8, time & 255, 0x80, ...frame]);
  });
  return Uint8Array.from(element(0x1f43b675, [...element(0xe7, number(at)), ...blocks.flat()]));
}

function element(id: number, content: readonly number[]): number[] {
  // Every size takes four bytes: simpler than the shortest form, and short enough.
  const [first, ...rest] = number(content.length, 4);
  return [...number(id), first | 0x10, ...rest, ...content];
}

/** Returns the bytes of a whole number, big-endian: as few as possible, but at least `length`. */
function number(value: number, length = 1): number[] {
  const bytes: number[] = [];
  // Not by shifting: times exceed 32 bits after some weeks.
  for (let rest = value; rest > 0 || bytes.length < length; rest = Math.floor(rest / 256)) bytes.unshift(rest % 256);
  return bytes;
}

function ascii(text: string): number[] {
  return [...text].map((character) => character.charCodeAt(0));
}
