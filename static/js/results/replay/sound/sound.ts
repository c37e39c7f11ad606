/**
 * Plays a session's recording along with its replay. The clock of the replay leads: the sound follows it by its
 * rate or by a jump. The clock waits for sound that is still on its way, so that slides and sound stay together
 * on a slow link. If there is no sound to be had, the replay goes on without it.
 */

import { msg, type Msg } from "../../../kit/words.ts";
import type { Clock } from "../clock.ts";
import type { Choice } from "./choice.ts";
import { needsJump, rateFor } from "./following.ts";

const MIME = 'audio/webm; codecs="opus"';
// So much sound must be there before it plays on; `HAVE_FUTURE_DATA` of the HTML standard.
const ENOUGH = 3;
// Without a byte for so long, the replay goes on without sound.
const PATIENCE_MS = 20_000;
// Sound starts so much later than a browser says after a jump, by any clock on the wall.
const START_MS = 50;
// The last sound of a file may end a little before or after the session.
const TAIL_S = 0.5;
// A browser that cannot jump within the file would jump to the same place for ever.
const MOST_VAIN_JUMPS = 3;

const UNPLAYABLE = msg("This browser cannot play the recording. The session goes on without sound.");
const BROKEN = msg("The recording cannot be played now. The session goes on without sound.");
const LATE = msg("The sound does not arrive. The session goes on without it.");
const BLOCKED = msg("The browser has not allowed the sound. The session goes on without it.");

export type Sound = ReturnType<typeof createSound>;

/**
 * @param audio an element without a source; the recording is loaded once the viewer plays with the sound on
 * @param addressOf returns the address of a channel's file, whose time 0 is that of the clock
 * @param redraw called when the choice or the trouble has changed
 */
export function createSound(
  audio: HTMLAudioElement,
  clock: Clock,
  choice: Choice,
  addressOf: (channel: string) => string,
  redraw: () => void,
) {
  let loadedChannel = "";
  let trouble: Msg | null = audio.canPlayType(MIME) ? null : UNPLAYABLE;
  const isHopeless = trouble !== null;
  /** Whether we want the element to play: it may be paused from outside, as by the keys of a headset. */
  let isWanted = false;
  let isStarting = false;
  let lastProgress = 0;
  let lastJump = { target: -1, count: 0 };

  audio.preload = "none";
  audio.volume = choice.volume;
  // Some phones leave the volume to their keys.
  const hasVolume = setsVolume(audio);

  function follow() {
    if (!choice.isOn || trouble || !clock.playing) return stand();
    load();
    if (isOver()) return stand();
    const aheadMs = audio.currentTime * 1000 - clock.time;
    if (needsJump(aheadMs)) {
      if (!audio.seeking && !jump()) return fail(BROKEN);
      audio.playbackRate = clock.speed;
    } else {
      const rate = rateFor(aheadMs, clock.speed, audio.playbackRate);
      if (audio.playbackRate !== rate) audio.playbackRate = rate;
    }
    start();
    hold(audio.seeking || isStarting || audio.readyState < ENOUGH);
  }

  function load() {
    if (loadedChannel === choice.channel) return;
    loadedChannel = choice.channel;
    audio.src = addressOf(loadedChannel);
    audio.preload = "auto";
    audio.currentTime = clock.time / 1000;
    isWanted = isStarting = false;
    lastJump = { target: -1, count: 0 };
  }

  /** Returns false if the browser has jumped here several times and is not here. */
  function jump() {
    const { time } = clock;
    lastJump = { target: time, count: time === lastJump.target ? lastJump.count + 1 : 1 };
    audio.currentTime = (time + START_MS * clock.speed) / 1000;
    return lastJump.count <= MOST_VAIN_JUMPS;
  }

  function isOver() {
    const lengthS = audio.duration;
    const leftS = lengthS - clock.time / 1000;
    return leftS <= 0 || (audio.ended && leftS < TAIL_S);
  }

  function start() {
    if (isWanted) return;
    isWanted = isStarting = true;
    audio.play().catch((reason) => {
      // A pause or another channel ends an attempt, too.
      if (reason?.name === "NotAllowedError") fail(BLOCKED);
    });
  }

  /** Lets the sound stand; the clock does not wait for it. */
  function stand() {
    isWanted = isStarting = false;
    if (!audio.paused) audio.pause();
    hold(false);
  }

  function hold(isHeld: boolean) {
    if (!isHeld || !clock.held) lastProgress = performance.now();
    else if (performance.now() - lastProgress > PATIENCE_MS) return fail(LATE);
    if (isHeld !== clock.held) clock.hold(isHeld);
  }

  function fail(newTrouble: Msg) {
    trouble = newTrouble;
    unload();
    redraw();
  }

  /** Stops the download, too. */
  function unload() {
    loadedChannel = "";
    stand();
    audio.removeAttribute("src");
    audio.load();
  }

  function retry() {
    if (!isHopeless) trouble = null;
    if (choice.isOn) loadedChannel = "";
    else unload();
    follow();
    redraw();
  }

  const handlers: Record<string, () => void> = {
    error: () => audio.getAttribute("src") && fail(BROKEN),
    progress: () => (lastProgress = performance.now()),
    playing: () => (isStarting = false),
    pause: () => isWanted && audio.paused && !audio.ended && clock.pause(),
    play: () => !isWanted && !audio.paused && clock.play(),
  };
  for (const [name, handle] of Object.entries(handlers)) audio.addEventListener(name, handle);
  for (const name of ["playing", "waiting", "seeking", "seeked", "canplay", "ended"]) audio.addEventListener(name, follow);
  clock.subscribe(follow);

  return {
    audio,
    choice,
    hasVolume,
    /** What is said to the viewer instead of the sound, or null. */
    get trouble() {
      return trouble;
    },
    /** Whether it makes sense to try once more. */
    get isHopeless() {
      return isHopeless;
    },
    retry,
    turn(isOn: boolean) {
      choice.turn(isOn);
      retry();
    },
    choose(channel: string) {
      choice.choose(channel);
      retry();
    },
    setVolume(volume: number) {
      choice.setVolume(volume);
      audio.volume = choice.volume;
      redraw();
    },
  };
}

function setsVolume(audio: HTMLAudioElement) {
  const before = audio.volume;
  audio.volume = 0.5;
  const isSet = audio.volume === 0.5;
  audio.volume = before;
  return isSet;
}
