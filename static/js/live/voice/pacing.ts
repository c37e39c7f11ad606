/**
 * Decides how far a listener stays behind: which packets to play, how much sound to keep ahead, how fast to play,
 * and when to jump. No DOM. All times are in ms.
 *
 * A listener hears no gap between arrivals that is shorter than the sound kept ahead. So the target is the worst
 * gap of the last minute, and a little more. Outages do not count: they would delay the whole next minute.
 */

import { FRAME_MS, PACKET_MS } from "./packets.ts";

/** A packet's place: `number` counts from 0 in a turn, and turns count up; `at` is the server's time of capture. */
export type Place = { turn: number; number: number; at: number };

const WINDOW_MS = 60_000;
const OUTAGE_MS = 2_000;
const SPARE_MS = 60;
const LEAST_TARGET_MS = 150;
const MOST_TARGET_MS = 2_000;
// Assumed before there is anything to measure.
const FIRST_GAP_MS = 240;
const JUMP_MS = 1_500;
// Just after an underrun, one more interruption does not matter.
const RECOVERY_JUMP_MS = 100;
// A speaker's clock is corrected towards the server's in steps. Smaller differences are such steps, not gaps.
const CLOCK_STEP_MS = 100;
const RATES = [1.02, 1.04, 1.06, 1.08];
const RATE_STEP_MS = 100;

/** Says whether a packet comes after `last`: late, repeated and older turns' packets do not. */
export function isNewer(packet: Place, last: Place | null): boolean {
  if (!last) return true;
  return packet.turn > last.turn || (packet.turn === last.turn && packet.number > last.number);
}

/** Returns how much sound is missing between two packets: `Infinity` if another turn begins. */
export function missingBefore(packet: Place, last: Place | null): number {
  if (packet.turn !== last?.turn) return Infinity;
  const missing = packet.at - last.at - PACKET_MS;
  const isCorrection = packet.number === last.number + 1 && missing < CLOCK_STEP_MS;
  return isCorrection ? 0 : Math.max(0, missing);
}

/**
 * Returns how much silence to play before a packet, in whole frames: as much as is missing, so that the listener
 * does not get ahead of the time, but no more than the target needs.
 * @param missing what `missingBefore` returned
 * @param ahead how much sound is kept already
 */
export function silenceBefore(missing: number, ahead: number, target: number): number {
  if (missing <= 0) return 0;
  const frames = Math.floor(Math.min(missing, target - ahead - PACKET_MS) / FRAME_MS);
  return Math.max(1, frames) * FRAME_MS;
}

/**
 * Returns how much sound to keep ahead after a jump, or null if no jump is needed.
 * @param isRecovering whether the listener heard nothing just now
 */
export function jumpFrom(ahead: number, target: number, isRecovering = false): number | null {
  return ahead > target + (isRecovering ? RECOVERY_JUMP_MS : JUMP_MS) ? target : null;
}

/** Returns the rate at which to play: up to 1.08, until no more than the target is ahead. */
export function rateFor(ahead: number, target: number, rate: number): number {
  const excess = ahead - target;
  // Once above 1, the rate returns to 1 only at the target: people can hear each change.
  if (excess <= 0 || (rate === 1 && excess < RATE_STEP_MS)) return 1;
  return RATES[Math.min(RATES.length - 1, Math.floor(excess / RATE_STEP_MS))];
}

/** Watches the gaps between arrivals. */
export class Arrivals {
  private last: { place: Place; time: number } | null = null;
  /** Gaps of the last minute, falling: a new gap removes earlier ones that are not longer. */
  private gaps: { time: number; gap: number }[] = [];

  /** @param time when the packet arrived, by any steady clock */
  add(place: Place, time: number) {
    if (!this.last) this.note(time, FIRST_GAP_MS);
    else if (place.turn === this.last.place.turn) {
      // The link is not to blame for what the speaker left out.
      const gap = time - this.last.time - missingBefore(place, this.last.place);
      if (gap <= OUTAGE_MS) this.note(time, gap);
    }
    this.last = { place, time };
    while (this.gaps.length > 1 && time - this.gaps[0].time > WINDOW_MS) this.gaps.shift();
  }

  /** How much sound to keep ahead. */
  get target(): number {
    const worst = this.gaps.length ? this.gaps[0].gap : FIRST_GAP_MS;
    return Math.min(MOST_TARGET_MS, Math.max(LEAST_TARGET_MS, worst + SPARE_MS));
  }

  private note(time: number, gap: number) {
    while (this.gaps.length && this.gaps[this.gaps.length - 1].gap <= gap) this.gaps.pop();
    this.gaps.push({ time, gap });
  }
}
