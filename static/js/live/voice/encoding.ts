/** Encodes each frame of samples twice, as Opus at 24 and at 10 kbit/s, with the browser's own encoders. */

import { FRAME_MS, isFrame } from "./packets.ts";
import { type PackedFrames, Packing, type Rendition } from "./packing.ts";

const BITS_A_SECOND: Record<Rendition, number> = { full: 24_000, thin: 10_000 };
const RENDITIONS = Object.keys(BITS_A_SECOND) as Rendition[];
// In frames: an encoder that is two seconds behind does not catch up.
const MOST_WAITING = 100;
const US_IN_MS = 1_000;
// What Chromium takes on desks. On phones it would take 5, at which speech loses 0.1 to 0.4 of PESQ.
const COMPLEXITY = 9;

export function canEncode(): Promise<boolean> {
  if (typeof AudioEncoder !== "function" || typeof AudioData !== "function") return Promise.resolve(false);
  const supports = RENDITIONS.map((rendition) => AudioEncoder.isConfigSupported(configOf(rendition, 48_000)));
  return Promise.all(supports).then(
    (answers) => answers.every(({ supported }) => supported),
    () => false,
  );
}

export class Encoding {
  private readonly sampleRate: number;
  private readonly onPacket: (packet: PackedFrames) => void;
  private readonly onFailure: () => void;
  private encoders: AudioEncoder[] = [];
  private nextSample: number | null = null;

  /**
   * @param onPacket called with packets; `time` is that of their first sample, in ms by the microphone's clock
   * @param onFailure called if the browser cannot go on
   */
  constructor(sampleRate: number, onPacket: (packet: PackedFrames) => void, onFailure: () => void) {
    this.sampleRate = sampleRate;
    this.onPacket = onPacket;
    this.onFailure = onFailure;
  }

  /**
   * Encodes a frame of 20 ms.
   * @param first the number of its first sample
   */
  encode(samples: Float32Array<ArrayBuffer>, first: number) {
    if (this.encoders.some(({ encodeQueueSize }) => encodeQueueSize > MOST_WAITING)) return;
    // An encoder takes the time of its first frame only, and counts on from there: it would not notice a gap.
    if (this.nextSample !== first) this.begin();
    this.nextSample = first + samples.length;
    const data = new AudioData({
      format: "f32-planar",
      sampleRate: this.sampleRate,
      numberOfFrames: samples.length,
      numberOfChannels: 1,
      timestamp: Math.round((first / this.sampleRate) * 1000 * US_IN_MS),
      data: samples,
    });
    for (const encoder of this.encoders) if (encoder.state === "configured") encoder.encode(data);
    data.close();
  }

  close() {
    for (const encoder of this.encoders) if (encoder.state !== "closed") encoder.close();
    this.encoders = [];
  }

  private begin() {
    this.close();
    const packing = new Packing();
    this.encoders = RENDITIONS.map((rendition) => {
      const output = (chunk: EncodedAudioChunk) => this.pack(packing, rendition, chunk);
      const encoder = new AudioEncoder({ output, error: this.onFailure });
      encoder.configure(configOf(rendition, this.sampleRate));
      return encoder;
    });
  }

  private pack(packing: Packing, rendition: Rendition, chunk: EncodedAudioChunk) {
    const bytes = new Uint8Array(chunk.byteLength);
    chunk.copyTo(bytes);
    // No listener would play such frames.
    if (!isFrame(bytes)) return this.onFailure();
    const packet = packing.add(rendition, { time: chunk.timestamp / US_IN_MS, bytes });
    if (packet) this.onPacket(packet);
  }
}

function configOf(rendition: Rendition, sampleRate: number): AudioEncoderConfig {
  const opus = { application: "voip", complexity: COMPLEXITY, frameDuration: FRAME_MS * US_IN_MS, usedtx: false } as const;
  return { codec: "opus", sampleRate, numberOfChannels: 1, bitrate: BITS_A_SECOND[rendition], opus };
}
