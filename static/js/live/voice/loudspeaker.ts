/** Lets people hear whether their loudspeaker works. */

const NOTES_HZ = [440, 554, 659];
const NOTE_S = 0.3;
const FADE_S = 0.03;
const VOLUME = 0.3;
// Without a tap, a browser keeps us waiting for ever.
const PATIENCE_MS = 3_000;

/**
 * Plays three notes; call it at a tap.
 * @returns false if the browser played nothing
 */
export async function playTone(): Promise<boolean> {
  const context = new AudioContext();
  try {
    return await Promise.race([playNotes(context), new Promise<false>((resolve) => setTimeout(resolve, PATIENCE_MS, false))]);
  } catch {
    return false;
  } finally {
    void context.close();
  }
}

async function playNotes(context: AudioContext): Promise<true> {
  await context.resume();
  const start = context.currentTime + FADE_S;
  await Promise.all(NOTES_HZ.map((frequency, index) => note(context, frequency, start + index * NOTE_S)));
  return true;
}

function note(context: AudioContext, frequency: number, start: number): Promise<unknown> {
  const end = start + NOTE_S;
  const oscillator = new OscillatorNode(context, { frequency });
  const gain = new GainNode(context, { gain: 0 });
  // A note that begins at full volume clicks.
  gain.gain.setValueAtTime(0, start);
  gain.gain.linearRampToValueAtTime(VOLUME, start + FADE_S);
  gain.gain.setValueAtTime(VOLUME, end - FADE_S);
  gain.gain.linearRampToValueAtTime(0, end);
  oscillator.connect(gain).connect(context.destination);
  oscillator.start(start);
  oscillator.stop(end);
  return new Promise((resolve) => (oscillator.onended = resolve));
}
