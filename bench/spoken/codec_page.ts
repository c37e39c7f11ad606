// Encodes samples as a speaker's page does, without a microphone, and gives each rendition as a WebM file.

import { Encoding } from "../../static/js/live/voice/encoding.ts";
import { fromBase64, PACKET_MS, toBase64, unpackFrames } from "../../static/js/live/voice/packets.ts";
import type { Rendition } from "../../static/js/live/voice/packing.ts";
import { cluster, header } from "../../static/js/live/voice/webm.ts";

const RATE = 48_000;
const FRAME = RATE / 50;
// Encoding drops frames while more than this many wait.
const BURST = 50;
const PATIENCE_MS = 60_000;

type Encoded = Record<Rendition, { file: string; bitsASecond: number }>;

/**
 * @param samples base64 of 32-bit floats at 48 kHz
 * @param changes settings that replace those of the product, for both renditions
 */
async function encode(samples: string, changes: object): Promise<Encoded> {
  const configure = AudioEncoder.prototype.configure;
  AudioEncoder.prototype.configure = function (settings) {
    configure.call(this, merge(settings, changes));
  };
  try {
    return await collect(new Float32Array((fromBase64(samples) as Uint8Array<ArrayBuffer>).buffer));
  } finally {
    AudioEncoder.prototype.configure = configure;
  }
}

function merge(settings: AudioEncoderConfig, changes: AudioEncoderConfig | object): AudioEncoderConfig {
  const opus = { ...settings.opus, ...("opus" in changes ? changes.opus : {}) };
  return { ...settings, ...changes, opus };
}

async function collect(samples: Float32Array): Promise<Encoded> {
  const parts: Record<Rendition, Uint8Array[]> = { full: [header()], thin: [header()] };
  const bytes: Record<Rendition, number> = { full: 0, thin: 0 };
  let end = 0;
  let hasFailed = false;
  const encoding = new Encoding(
    RATE,
    (packet) => {
      for (const rendition of ["full", "thin"] as const) {
        parts[rendition].push(cluster(end, unpackFrames(packet[rendition]) as Uint8Array[]));
        bytes[rendition] += packet[rendition].length;
      }
      end += PACKET_MS;
    },
    () => (hasFailed = true),
  );
  const deadline = Date.now() + PATIENCE_MS;
  for (let first = 0, sent = 0; first + FRAME <= samples.length; first += FRAME, sent += 1) {
    encoding.encode(samples.slice(first, first + FRAME), first);
    if (sent % BURST === BURST - 1) await new Promise((resolve) => setTimeout(resolve, 20));
    while (sent * 20 - end > BURST * 20 && Date.now() < deadline && !hasFailed) await new Promise((resolve) => setTimeout(resolve, 5));
  }
  // The last two packets may stay in the encoders: the caller ends with a pause.
  await new Promise((resolve) => setTimeout(resolve, 300));
  encoding.close();
  if (hasFailed) throw new Error("the browser did not encode");
  const file = (rendition: Rendition) => ({ file: base64Of(parts[rendition]), bitsASecond: (bytes[rendition] * 8000) / end });
  return { full: file("full"), thin: file("thin") };
}

function base64Of(parts: Uint8Array[]): string {
  const text = parts.map((part) => String.fromCharCode(...part)).join("");
  return btoa(text);
}

Object.assign(globalThis, { encode, toBase64 });
