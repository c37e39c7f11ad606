/** Plays single notes by Web Audio. There are no files of sound. */

export interface Note {
  hz: number;
  /** When it begins, in seconds from the start of what it is a part of. */
  at: number;
  seconds: number;
  /** How long it swells, in seconds. */
  swell: number;
  /** Its loudness, from 0 to 1. */
  volume: number;
}

const SILENCE = 0.0001;

/** @param start the context's time at which `at` is 0 */
export function playNote(context: BaseAudioContext, output: AudioNode, { hz, at, seconds, swell, volume }: Note, start: number) {
  const begin = start + at;
  const oscillator = new OscillatorNode(context, { frequency: hz });
  // A note that begins or ends at full volume clicks.
  const gain = new GainNode(context, { gain: 0 });
  gain.gain.setValueAtTime(0, begin);
  gain.gain.linearRampToValueAtTime(volume, begin + swell);
  gain.gain.exponentialRampToValueAtTime(SILENCE, begin + seconds);
  oscillator.connect(gain).connect(output);
  oscillator.start(begin);
  oscillator.stop(begin + seconds);
}
