/** Measures how loud sound is. No DOM. */

// As loud as a quiet room.
const FLOOR_DB = -60;

/** Returns 0 for -60 dB or less, 1 for the loudest square wave, and even steps of decibels between them. */
export function levelOf(samples: Float32Array): number {
  const power = samples.reduce((sum, sample) => sum + sample * sample, 0) / (samples.length || 1);
  const decibels = 10 * Math.log10(power || Number.MIN_VALUE);
  return Math.min(1, Math.max(0, 1 - decibels / FLOOR_DB));
}
