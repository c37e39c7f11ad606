/**
 * Packs the frames of two encoders into packets: both renditions of a packet hold the same moment. No DOM.
 *
 * An encoder may leave out a frame, or give one more at the end; frames without a counterpart are dropped.
 */

import { FRAME_MS, FRAMES_IN_PACKET, packFrames } from "./packets.ts";

export type Rendition = "full" | "thin";

/** `time`: of the first sample, in ms by the encoder's clock. */
export type Frame = { time: number; bytes: Uint8Array };

/** `full` and `thin` hold the bytes of a packet; see packets.ts. */
export type PackedFrames = { time: number; full: Uint8Array; thin: Uint8Array };

const SAME_MS = FRAME_MS / 2;
// If one encoder has stopped, the other's frames must not fill the memory.
const MOST_WAITING = 100;

export class Packing {
  private waiting: Record<Rendition, Frame[]> = { full: [], thin: [] };
  private pairs: { full: Frame; thin: Frame }[] = [];

  /** Adds a frame, and returns the packet that it completes, if any. */
  add(rendition: Rendition, frame: Frame): PackedFrames | null {
    const queue = this.waiting[rendition];
    queue.push(frame);
    if (queue.length > MOST_WAITING) queue.shift();
    const pair = this.takePair();
    if (!pair) return null;
    const last = this.pairs[this.pairs.length - 1];
    // A packet has only the time of its first frame, so the others must follow without a gap.
    if (last && Math.abs(pair.full.time - last.full.time - FRAME_MS) > SAME_MS) this.pairs = [];
    this.pairs.push(pair);
    return this.pairs.length < FRAMES_IN_PACKET ? null : this.takePacket();
  }

  private takePair() {
    const { full, thin } = this.waiting;
    while (full.length && thin.length) {
      const difference = full[0].time - thin[0].time;
      if (Math.abs(difference) < SAME_MS) return { full: full.shift() as Frame, thin: thin.shift() as Frame };
      (difference < 0 ? full : thin).shift();
    }
    return null;
  }

  private takePacket(): PackedFrames {
    const { pairs } = this;
    this.pairs = [];
    const packed = (rendition: Rendition) => packFrames(pairs.map((pair) => pair[rendition].bytes));
    return { time: pairs[0].full.time, full: packed("full"), thin: packed("thin") };
  }
}
