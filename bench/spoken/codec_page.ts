// Encodes samples as a speaker's page does, without a microphone, and gives each rendition as a WebM file.

import { Encoding } from "../../static/js/live/voice/encoding.ts";
import { FRAME_MS, fromBase64, PACKET_MS, unpackFrames } from "../../static/js/live/voice/packets.ts";
import type { Rendition } from "../../static/js/live/voice/packing.ts";
import { cluster, header } from "../../static/js/live/voice/webm.ts";

const RATE = 48_000;
const FRAME = (RATE * FRAME_MS) / 1000;
// Encoding drops frames once two seconds of them wait.
const MOST_WAITING_MS = 1_000;
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
  for (let first = 0, sent = 0; first + FRAME <= samples.length; first += FRAME, sent += FRAME_MS) {
    encoding.encode(samples.slice(first, first + FRAME), first);
    while (sent - end > MOST_WAITING_MS && Date.now() < deadline && !hasFailed) await pause(5);
  }
  // The last two packets may stay in the encoders: the caller ends with a pause.
  await pause(300);
  encoding.close();
  if (hasFailed) throw new Error("the browser did not encode");
  const file = (rendition: Rendition) => ({ file: base64Of(parts[rendition]), bitsASecond: (bytes[rendition] * 8000) / end });
  return { full: file("full"), thin: file("thin") };
}

function pause(ms: number): Promise<unknown> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

function base64Of(parts: Uint8Array[]): string {
  return btoa(parts.map((part) => String.fromCharCode(...part)).join(""));
}

Object.assign(globalThis, { encode });
