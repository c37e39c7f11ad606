/**
 * Collects the microphone's samples into frames of 20 ms, in the browser's audio thread. Built as a file of its own,
 * whose address `Capture` needs.
 */

export {};

/** `first` is the number of the first sample, and `endedAt` the device's time at which the last one arrived. */
type Frame = { samples: Float32Array; first: number; endedAt: number };

declare const currentFrame: number;
declare const sampleRate: number;
declare class AudioWorkletProcessor {
  readonly port: MessagePort;
}
declare function registerProcessor(name: string, processor: new () => AudioWorkletProcessor): void;

const FRAMES_A_SECOND = 50;

class Collector extends AudioWorkletProcessor {
  private samples = new Float32Array(sampleRate / FRAMES_A_SECOND);
  private filled = 0;

  process([[input]]: Float32Array[][]): boolean {
    // Without a device there are no samples: what was collected must not be joined with later ones.
    if (!input) this.filled = 0;
    else this.collect(input);
    return true;
  }

  private collect(input: Float32Array) {
    for (let taken = 0; taken < input.length; ) {
      const part = input.subarray(taken, taken + this.samples.length - this.filled);
      this.samples.set(part, this.filled);
      this.filled += part.length;
      taken += part.length;
      if (this.filled === this.samples.length) this.send(currentFrame + taken - this.filled);
    }
  }

  private send(first: number) {
    const frame: Frame = { samples: this.samples, first, endedAt: Date.now() };
    this.port.postMessage(frame, [this.samples.buffer]);
    this.samples = new Float32Array(sampleRate / FRAMES_A_SECOND);
    this.filled = 0;
  }
}

registerProcessor("capture", Collector);
