/**
 * Plays packets through one <audio> by MediaSource. `pacing.ts` holds the rules.
 *
 * Arriving packets drive it, and not a timer, because timers are slow in a background tab.
 */

import type { Packet } from "./bundles.ts";
import { Arrivals, isNewer, jumpFrom, missingBefore, type Place, rateFor, silenceBefore } from "./pacing.ts";
import { FRAME_MS, unpackFrames } from "./packets.ts";
import { Timeline } from "./timeline.ts";
import { cluster, header, MIME, SILENT_FRAME } from "./webm.ts";

export type PlayerEvents = {
  /** Sound plays, for the first time or after `blocked`. */
  started?: () => void;
  /** The browser wants a tap before sound plays, or something else has paused it: call `resume` at a tap. */
  blocked?: () => void;
  /** Packets came too late, for the `count`th time. */
  underrun?: (count: number) => void;
  /** This player has stopped for good. After `broken`, another player may work. */
  failed?: (reason: "unsupported" | "broken") => void;
};

type Sources = { MediaSource?: typeof MediaSource; ManagedMediaSource?: typeof MediaSource };

// Chromium stops this long before the end of its buffer.
const UNPLAYED_MS = 70;
// Firefox stops closer to the end, and says nothing about it.
const DRY_BELOW_MS = 40 - UNPLAYED_MS;
// Late packets come in for this long after an underrun. One jump follows, because people can hear each jump.
const BURST_MS = 150;
const MOST_KEPT_MS = 10_000;
const LEAST_KEPT_MS = 5_000;

/** Returns whether this browser can play packets in this way. */
export function canPlay(): boolean {
  return sourceClass() !== null;
}

export class Player {
  private readonly audio: HTMLAudioElement;
  private readonly now: () => number;
  private readonly events: PlayerEvents;
  private readonly arrivals = new Arrivals();
  private readonly stream = new Timeline();
  private readonly address: string = "";
  private buffer: SourceBuffer | null = null;
  private waiting: Uint8Array[] = [header()];
  private newest: Place | null = null;
  private hasStarted = false;
  private isPlaying = false;
  private isClosed = false;
  private underruns = 0;
  /** Whether the <audio> has nothing left to play, as of its last event. */
  private isDry = false;
  private recoversAt = Infinity;
  private keptFrom = 0;

  /**
   * Starts at once, so construct it at a tap: some browsers play only then.
   * @param now returns the server's time in ms
   */
  constructor(audio: HTMLAudioElement, now: () => number, events: PlayerEvents = {}) {
    this.audio = audio;
    this.now = now;
    this.events = events;
    const Source = sourceClass();
    if (!Source) {
      // Fail only once the caller has this player.
      void Promise.resolve().then(() => this.fail("unsupported"));
      return;
    }
    const source = new Source();
    source.addEventListener("sourceopen", () => this.open(source), { once: true });
    audio.onplaying = () => this.start();
    audio.onwaiting = () => this.wait();
    audio.onpause = () => this.block();
    audio.onerror = () => this.fail("broken");
    // A managed source opens only if nothing can move the sound to another device.
    audio.disableRemotePlayback = true;
    audio.src = this.address = URL.createObjectURL(source);
    this.resume();
  }

  /** Plays a packet, unless a newer one has come. */
  push(packet: Packet) {
    const frames = unpackFrames(packet.sound);
    if (this.isClosed || !frames || !isNewer(packet, this.newest)) return;
    const time = performance.now();
    this.arrivals.add(packet, time);
    const ahead = this.ahead();
    this.isDry = this.isDry || (this.isPlaying && ahead < DRY_BELOW_MS);
    const missing = this.isDry ? Infinity : missingBefore(packet, this.newest);
    if (this.isDry) this.recover(packet, time);
    const silence = silenceBefore(missing, ahead, this.arrivals.target);
    const start = this.stream.add(packet.at, silence);
    const silentFrames = new Array<Uint8Array>(silence / FRAME_MS).fill(SILENT_FRAME);
    this.waiting.push(cluster(start, [...silentFrames, ...frames]));
    this.newest = packet;
    this.append();
  }

  /** How long ago the sound was captured that plays now, in ms; null if none plays. */
  lag(): number | null {
    const { currentTime, paused, seeking, readyState } = this.audio;
    const isStill = paused || seeking || readyState < HTMLMediaElement.HAVE_FUTURE_DATA;
    if (isStill || this.ahead() < DRY_BELOW_MS) return null;
    const at = this.stream.capturedAt(currentTime * 1000);
    return at === null ? null : this.now() - at;
  }

  /** Plays after `blocked`; call it at a tap. */
  resume() {
    if (this.isClosed) return;
    this.audio.play().catch((error: DOMException) => {
      if (error.name === "NotAllowedError") this.block();
    });
  }

  /** Stops and releases the <audio>, which another player may then use. */
  close() {
    if (this.isClosed) return;
    this.isClosed = true;
    this.waiting = [];
    const { audio } = this;
    audio.onplaying = audio.onwaiting = audio.onpause = audio.onerror = null;
    audio.removeAttribute("src");
    audio.load();
    URL.revokeObjectURL(this.address);
  }

  private open(source: MediaSource) {
    if (this.isClosed) return;
    this.buffer = source.addSourceBuffer(MIME);
    this.buffer.addEventListener("updateend", () => this.settle());
    this.append();
  }

  /** Everything that waits goes in at once: late packets come in a burst. */
  private append() {
    if (!this.buffer || this.buffer.updating || !this.waiting.length) return;
    try {
      this.buffer.appendBuffer(joined(this.waiting));
      this.waiting = [];
    } catch {
      this.fail("broken");
    }
  }

  private settle() {
    // A packet that has come meanwhile may be going in already.
    if (this.isClosed || this.buffer?.updating) return;
    if (this.waiting.length) return this.append();
    this.keepPace();
    this.trim();
  }

  private keepPace() {
    const { audio, arrivals, stream } = this;
    const [ahead, { target }] = [this.ahead(), arrivals];
    const kept = this.hasRecovered() ? this.afterUnderrun(ahead, target) : jumpFrom(ahead, target);
    if (kept !== null) audio.currentTime = (stream.end - UNPLAYED_MS - kept) / 1000;
    const rate = kept === null ? rateFor(ahead, target, audio.playbackRate) : 1;
    if (audio.playbackRate !== rate) audio.playbackRate = rate;
  }

  private hasRecovered(): boolean {
    if (performance.now() < this.recoversAt) return false;
    this.recoversAt = Infinity;
    return true;
  }

  /**
   * Returns how much sound to keep ahead after a jump that follows an underrun; see `jumpFrom`. Even a jump of no
   * length helps Chromium, which waits for more sound at each underrun until a jump. Firefox pauses for a jump.
   */
  private afterUnderrun(ahead: number, target: number): number | null {
    return this.isPlaying ? jumpFrom(ahead, target, true) : Math.min(ahead, target);
  }

  private trim() {
    const played = this.audio.currentTime * 1000;
    if (played - this.keptFrom <= MOST_KEPT_MS) return;
    this.keptFrom = played - LEAST_KEPT_MS;
    this.stream.forget(this.keptFrom);
    this.buffer?.remove(0, this.keptFrom / 1000);
  }

  private ahead(): number {
    return this.stream.end - UNPLAYED_MS - this.audio.currentTime * 1000;
  }

  private recover(packet: Place, time: number) {
    // It was no underrun if the turn before had ended.
    if (packet.turn === this.newest?.turn) this.events.underrun?.((this.underruns += 1));
    this.isDry = false;
    this.recoversAt = time + BURST_MS;
  }

  private start() {
    if (!this.hasStarted) this.events.started?.();
    this.hasStarted = this.isPlaying = true;
    this.isDry = false;
  }

  private wait() {
    // The <audio> also waits during a jump and for the first packets.
    this.isDry = this.isPlaying && !this.audio.seeking;
    this.isPlaying = false;
  }

  private block() {
    this.hasStarted = this.isPlaying = false;
    this.events.blocked?.();
  }

  private fail(reason: "unsupported" | "broken") {
    if (this.isClosed) return;
    this.close();
    this.events.failed?.(reason);
  }
}

/** iPhones have only the managed one. */
function sourceClass(): typeof MediaSource | null {
  const { MediaSource: Plain, ManagedMediaSource: Managed } = globalThis as Sources;
  return [Plain, Managed].find((Source) => Source?.isTypeSupported(MIME)) ?? null;
}

function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let place = 0;
  for (const part of parts) {
    whole.set(part, place);
    place += part.length;
  }
  return whole;
}
