/**
 * Decides how a recording follows the clock of a replay: whether it jumps, and how fast it plays. No DOM. All
 * times are in ms.
 */

/** A difference that is heard as such; only a jump mends it soon enough. */
const JUMP_MS = 250;
// A browser reports the place of its sound to within some 20 ms, so smaller differences mean nothing.
const NOTICED_MS = 60;
const MENDED_MS = 15;
/** The share by which the speed changes to close a difference: too small to be heard. */
const BEND = 0.04;
// Browsers are silent at other rates.
const [SLOWEST, FASTEST] = [0.25, 4];

/** Says whether sound that is ahead of the clock by this much (behind, if negative) has to jump. */
export function needsJump(aheadMs: number) {
  return Math.abs(aheadMs) > JUMP_MS;
}

/**
 * Returns the rate at which the sound plays on.
 * @param aheadMs how far the sound is ahead of the clock; negative if it is behind
 * @param rate its rate until now: once bent, it stays so until the difference is gone
 */
export function rateFor(aheadMs: number, speed: number, rate: number) {
  const isBent = Math.abs(rate - speed) > speed * (BEND / 2);
  if (Math.abs(aheadMs) < (isBent ? MENDED_MS : NOTICED_MS)) return speed;
  const bent = speed * (aheadMs > 0 ? 1 - BEND : 1 + BEND);
  return Math.min(FASTEST, Math.max(SLOWEST, bent));
}
