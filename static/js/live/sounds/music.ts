/**
 * Makes calm music for a break by Web Audio: slow chords, and a few bells that chance chooses from five tones that
 * always fit. Nothing is recorded, and nobody holds a right to it.
 */

import { playNote, type Note } from "./notes.ts";

/** The length of a chord. */
export const BAR_S = 6;
const CHORDS_HZ = [
  [130.8, 196, 329.6],
  [110, 164.8, 261.6],
  [87.3, 174.6, 220],
  [98, 146.8, 293.7],
];
const BELLS_HZ = [523.3, 587.3, 659.3, 784, 880];
const BEATS = 4;
/** How likely a bell is at each beat. */
const BELL_CHANCE = 0.4;
const FADE_S = 0.15;
const LOOK_AHEAD_S = 1;

/**
 * Returns the notes of a bar. A chord overlaps the next, so that there is never silence.
 * @param random returns numbers from 0 up to 1
 */
export function notesOfBar(bar: number, random: () => number): Note[] {
  const chord = CHORDS_HZ[bar % CHORDS_HZ.length] ?? [];
  const bells = Array.from({ length: BEATS }, (_, beat) => (BAR_S / BEATS) * beat).filter(() => random() < BELL_CHANCE);
  return [
    ...chord.map((hz) => ({ hz, at: 0, seconds: BAR_S * 1.5, swell: BAR_S / 3, volume: 0.06 })),
    ...bells.map((at) => ({ hz: BELLS_HZ[Math.floor(random() * BELLS_HZ.length)] ?? 523.3, at, seconds: 2.5, swell: 0.03, volume: 0.04 })),
  ];
}

/** @returns a function that stops the music within a moment */
export function playMusic(context: AudioContext, random: () => number = Math.random): () => void {
  const output = new GainNode(context);
  output.connect(context.destination);
  let start = context.currentTime + FADE_S;
  let bar = 0;

  function write() {
    if (start - context.currentTime > LOOK_AHEAD_S) return;
    for (const note of notesOfBar(bar, random)) playNote(context, output, note, start);
    bar += 1;
    start += BAR_S;
  }

  write();
  const timer = setInterval(write, 500);
  return () => {
    clearInterval(timer);
    output.gain.setTargetAtTime(0, context.currentTime, FADE_S / 5);
    setTimeout(() => output.disconnect(), FADE_S * 1000);
  };
}
