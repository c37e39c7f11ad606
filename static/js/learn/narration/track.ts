/** Plays one track of a slide's narration: the passages of a file, one after the other. */

import { msg, type Msg } from "../../kit/words.ts";
import { lengthOf, placeAt, timeAt, type Passage } from "./passages.ts";

const MIME = 'audio/webm; codecs="opus"';
// The next word may already be a participant's: a passage has to end in time.
const BEAT_MS = 40;
// A learner who listens studies, without touching the page. Shorter than the timer's patience (`study/timer.ts`).
const USE_MS = 15_000;

const UNPLAYABLE = msg("This browser cannot play the recording.");
const BROKEN = msg("The recording cannot be played now.");

export type Track = ReturnType<typeof createTrack>;

/**
 * @param audio an element without a source; the file is loaded once the learner plays it
 * @param url the file in which the passages are
 * @param passages not empty, in order
 * @param redraw called whenever there is something new to show
 */
export function createTrack(audio: HTMLAudioElement, url: string, passages: readonly Passage[], redraw: () => void) {
  const lengthMs = lengthOf(passages);
  let passage = 0;
  let isPlaying = false;
  let lastUse = 0;
  let timer = 0;
  let trouble: Msg | null = audio.canPlayType(MIME) ? null : UNPLAYABLE;

  audio.preload = "none";
  audio.addEventListener("error", () => audio.getAttribute("src") && fail());
  audio.addEventListener("ended", () => isPlaying && stop());
  audio.addEventListener("pause", () => isPlaying && !audio.ended && audio.paused && stop());
  for (const name of ["waiting", "playing", "seeked"]) audio.addEventListener(name, redraw);

  function time() {
    return audio.getAttribute("src") ? timeAt(passages, { passage, fileMs: audio.currentTime * 1000 }) : 0;
  }

  function seek(timeMs: number) {
    load();
    const place = placeAt(passages, timeMs);
    passage = place.passage;
    audio.currentTime = place.fileMs / 1000;
    redraw();
  }

  function load() {
    if (audio.getAttribute("src")) return;
    audio.src = url;
    audio.currentTime = placeAt(passages, 0).fileMs / 1000;
  }

  function play() {
    if (trouble === UNPLAYABLE) return;
    trouble = null;
    if (time() >= lengthMs) seek(0);
    load();
    isPlaying = true;
    if (!timer) timer = window.setInterval(beat, BEAT_MS);
    // A pause ends an attempt to play, too.
    audio.play().catch(() => audio.paused && stop());
    redraw();
  }

  function stop() {
    isPlaying = false;
    window.clearInterval(timer);
    timer = 0;
    if (!audio.paused) audio.pause();
    redraw();
  }

  function fail() {
    trouble = BROKEN;
    audio.removeAttribute("src");
    audio.load();
    passage = 0;
    stop();
  }

  function beat() {
    if (audio.seeking) return;
    noteUse();
    const [, end] = passages[passage] as Passage;
    if (audio.currentTime * 1000 < end) return redraw();
    const next = passages[passage + 1];
    if (!next) return stop();
    passage += 1;
    audio.currentTime = next[0] / 1000;
  }

  /** Lets the timer of the page count the time in which the learner listens. */
  function noteUse() {
    if (audio.readyState < 3 || performance.now() - lastUse < USE_MS) return;
    lastUse = performance.now();
    audio.dispatchEvent(new Event("input"));
  }

  return {
    audio,
    lengthMs,
    get time() {
      return time();
    },
    get isPlaying() {
      return isPlaying;
    },
    /** Whether it is to play, and its sound is still on the way. */
    get isWaiting() {
      return isPlaying && audio.readyState < 3;
    },
    /** What is said to the learner instead of the sound, or null. */
    get trouble() {
      return trouble;
    },
    play,
    stop,
    seek,
  };
}
