/** Turns what a person says into packets: microphone, encoders, packing, time of capture. */

import { Capture, type CapturedFrame } from "./capture.ts";
import { CaptureClock } from "./capture_clock.ts";
import { canEncode, Encoding } from "./encoding.ts";
import { faultOf, type MicrophoneFault } from "./faults.ts";
import { levelOf } from "./level.ts";
import type { PackedFrames } from "./packing.ts";

/** `at`: the server's time in ms at which the first frame was captured. `full`, `thin`: bytes; see packets.ts. */
export type SpokenPacket = { number: number; at: number; full: Uint8Array; thin: Uint8Array };

export type MicrophoneOptions = {
  /** The address of worklets/capture.ts as built. */
  workletUrl: string;
  /** Returns the server's time in ms. */
  now: () => number;
  onPacket: (packet: SpokenPacket) => void;
  /** Called ten times a second with 0 to 1. */
  onLevel?: (level: number) => void;
  /** Called when a microphone that had started has failed. It has been stopped by then. */
  onFault?: (fault: MicrophoneFault) => void;
};

// Older sound is not sent: nobody would hear it.
const OLDEST_MS = 2_000;
const FRAMES_A_LEVEL = 5;
// A microphone that has given nothing for so many looks gives nothing later: some browsers stand still without a
// loudspeaker, and a device may stop without a word. Looks are counted, not time: a computer that slept looks once.
const LOOK_EVERY_MS = 2_000;
const MOST_EMPTY_LOOKS = 4;

/** Returns why no microphone can work on this page, or null, without asking for permission. */
export async function faultBeforeStart(): Promise<MicrophoneFault | null> {
  if (!globalThis.isSecureContext) return "insecure";
  const hasAll = navigator.mediaDevices && typeof AudioWorkletNode === "function" && (await canEncode());
  return hasAll ? null : "unsupported";
}

/** Lists the microphones. Labels are empty before a person has allowed one. */
export async function listMicrophones(): Promise<{ id: string; label: string }[]> {
  const devices = (await navigator.mediaDevices?.enumerateDevices()) ?? [];
  const inputs = devices.filter(({ kind }) => kind === "audioinput");
  return inputs.map(({ deviceId, label }) => ({ id: deviceId, label }));
}

export class Microphone {
  private readonly options: MicrophoneOptions;
  private capture: Capture | null = null;
  private encoding: Encoding | null = null;
  private clock = new CaptureClock();
  private number = 0;
  private isMuted = false;
  private levels: number[] = [];
  private lookout: ReturnType<typeof setInterval> | undefined;
  private emptyLooks = 0;
  /** Counts starts and stops, so that a start that has become outdated is noticed. */
  private generation = 0;

  constructor(options: MicrophoneOptions) {
    this.options = options;
  }

  /**
   * Starts, or changes to another microphone; packet numbers continue. If this fails, an earlier microphone stays.
   * @param deviceId an id of `listMicrophones`, or undefined for the device's own choice
   * @returns what prevented the start, or null
   */
  async start(deviceId?: string): Promise<MicrophoneFault | null> {
    const generation = (this.generation += 1);
    const fault = await faultBeforeStart();
    if (fault) return fault;
    let capture: Capture | null = null;
    try {
      const isCurrent = () => capture !== null && capture === this.capture;
      const onFrame = (frame: CapturedFrame) => isCurrent() && this.take(frame);
      const onFault = (fault: MicrophoneFault) => isCurrent() && this.fail(fault);
      capture = await Capture.start(this.options.workletUrl, deviceId, onFrame, onFault);
    } catch (error) {
      return faultOf(error);
    }
    if (this.generation !== generation) {
      capture.stop();
      return null;
    }
    this.release();
    this.capture = capture;
    this.clock = new CaptureClock();
    this.encoding = new Encoding(capture.sampleRate, (packet) => this.send(packet), () => this.fail("failed"));
    capture.mute(this.isMuted);
    this.emptyLooks = 0;
    this.lookout = setInterval(() => this.look(), LOOK_EVERY_MS);
    return null;
  }

  /** While it is muted, packets of silence are sent: listeners and recordings then have no gap. */
  mute(isMuted: boolean) {
    this.isMuted = isMuted;
    this.capture?.mute(isMuted);
  }

  /** Gives the next packet this number: 0 when the server has given a new turn. */
  countFrom(number: number) {
    this.number = number;
  }

  get track(): MediaStreamTrack | null {
    return this.capture?.track ?? null;
  }

  stop() {
    this.generation += 1;
    this.release();
  }

  private take({ samples, first, endedAt }: CapturedFrame) {
    if (!this.encoding || !this.capture) return;
    this.emptyLooks = 0;
    this.measure(samples);
    this.clock.observe(toMs(first + samples.length, this.capture.sampleRate), endedAt);
    // After the page was busy, frames come in a burst.
    if (Date.now() - endedAt <= OLDEST_MS) this.encoding.encode(samples, first);
  }

  private send({ time, full, thin }: PackedFrames) {
    const at = this.clock.serverTime(time, this.options.now() - Date.now());
    this.options.onPacket({ number: this.number, at, full, thin });
    this.number += 1;
  }

  private measure(samples: Float32Array) {
    this.levels.push(levelOf(samples));
    if (this.levels.length < FRAMES_A_LEVEL) return;
    this.options.onLevel?.(Math.max(...this.levels));
    this.levels = [];
  }

  private look() {
    this.emptyLooks += 1;
    if (this.emptyLooks > MOST_EMPTY_LOOKS) this.fail("failed");
  }

  private fail(fault: MicrophoneFault) {
    this.stop();
    this.options.onFault?.(fault);
  }

  private release() {
    clearInterval(this.lookout);
    this.capture?.stop();
    this.encoding?.close();
    this.capture = this.encoding = null;
  }
}

function toMs(samples: number, sampleRate: number): number {
  return (samples / sampleRate) * 1000;
}
