// @ts-check
/** The sound of a replay follows its clock, and the clock waits for sound that is on its way. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { memoryShelf } from "../../static/js/kit/storage.ts";
import { createClock } from "../../static/js/results/replay/clock.ts";
import { createChoice } from "../../static/js/results/replay/sound/choice.ts";
import { needsJump, rateFor } from "../../static/js/results/replay/sound/following.ts";
import { createSound } from "../../static/js/results/replay/sound/sound.ts";

const LENGTH_MS = 600_000;
// Sound begins so late after a jump that it has to jump ahead.
const START_S = 0.05;
const BLANK = { currentTime: 0, duration: NaN, readyState: 0, seeking: false, ended: false };

/** An <audio> that does only what a test says, and plays as far as the test lets real time pass. */
class FakeAudio extends EventTarget {
  preload = "";
  volume = 1;
  playbackRate = 1;
  paused = true;
  source = "";
  /** @type {string[]} */
  loaded = [];
  /** @type {string | null} */
  refusal = null;
  canPlay = "probably";
  duration = NaN;
  readyState = 0;
  seeking = false;
  ended = false;
  place = 0;
  canJump = true;
  jumps = 0;

  canPlayType() {
    return this.canPlay;
  }

  get src() {
    return this.source;
  }

  set src(address) {
    this.source = address;
    this.loaded.push(address);
    Object.assign(this, BLANK, { paused: true });
  }

  get currentTime() {
    return this.place;
  }

  set currentTime(seconds) {
    if (seconds === this.place) return;
    this.jumps += 1;
    this.seeking = this.readyState > 0;
    if (this.canJump) this.place = seconds;
    this.ended = false;
  }

  getAttribute() {
    return this.source || null;
  }

  removeAttribute() {
    this.source = "";
  }

  load() {
    Object.assign(this, BLANK, { paused: true });
  }

  play() {
    if (this.refusal) return Promise.reject(Object.assign(new Error(), { name: this.refusal }));
    this.paused = false;
    return Promise.resolve();
  }

  pause() {
    this.paused = true;
  }

  /** @param {string} name */
  say(name) {
    this.dispatchEvent(new Event(name));
  }

  /** The sound arrives and plays. */
  arrive() {
    Object.assign(this, { duration: LENGTH_MS / 1000, readyState: 4, seeking: false });
    this.say("canplay");
    if (!this.paused) this.say("playing");
  }

  starve() {
    this.readyState = 2;
    this.say("waiting");
  }
}

/** A replay with sound. @param {Partial<FakeAudio>} [qualities] */
function replayOf(qualities = {}, channels = ["floor", "kk"]) {
  let real = 0;
  const clock = createClock({ length: LENGTH_MS, real: () => real, pauses: [{ at: 100_000, until: 200_000 }] });
  const audio = Object.assign(new FakeAudio(), qualities);
  const choice = createChoice(channels, "kk", memoryShelf());
  const element = /** @type {HTMLAudioElement} */ (/** @type {unknown} */ (audio));
  const sound = createSound(element, clock, choice, (channel) => `voice.${channel}`, () => {});
  return {
    clock,
    audio,
    sound,
    /** Lets time pass; the sound plays `lag` ms less. */
    pass(/** @type {number} */ millis, lag = 0) {
      real += millis;
      if (!audio.paused && audio.readyState > 2 && !audio.seeking) audio.place += ((millis - lag) / 1000) * audio.playbackRate;
      clock.tick();
    },
  };
}

function playing() {
  const replay = replayOf();
  replay.clock.play();
  replay.audio.arrive();
  return replay;
}

const settled = () => new Promise((resolve) => setTimeout(resolve));

test("a small difference bends the rate until it is gone, a large one needs a jump", () => {
  assert.deepEqual([0, 200, 299, -299].map(needsJump), [false, false, true, true]);
  assert.equal(rateFor(40, 1, 1), 1);
  assert.equal(rateFor(100, 1, 1), 0.96);
  assert.equal(rateFor(-100, 1, 1), 1.04);
  // Once bent, the rate goes back only when hardly any difference is left.
  assert.equal(rateFor(40, 1, 0.96), 0.96);
  assert.equal(rateFor(10, 1, 0.96), 1);
  assert.equal(rateFor(0, 2, 1), 2);
  // Browsers are silent above four times the speed.
  assert.equal(rateFor(-100, 4, 4), 4);
});

test("nothing is loaded before the viewer plays, and the clock waits until the sound is there", () => {
  const { clock, audio, pass } = replayOf();
  clock.seek(30_000);
  pass(1000);
  assert.deepEqual([audio.loaded, audio.preload, clock.held], [[], "none", false]);

  clock.play();
  pass(5000);
  assert.deepEqual([audio.loaded, clock.time, clock.held], [["voice.kk"], 30_000, true]);
  assert.equal(audio.currentTime, 30);

  audio.arrive();
  pass(1000);
  assert.deepEqual([clock.time, clock.held], [31_000, false]);
  assert.equal(audio.currentTime, 31);
});

test("the clock stands while the sound runs dry, and goes on with it", () => {
  const { clock, audio, pass } = playing();
  pass(2000);

  audio.starve();
  pass(9000);
  assert.deepEqual([clock.time, clock.playing, clock.held], [2000, true, true]);
  audio.arrive();
  pass(500);

  assert.deepEqual([clock.time, clock.held, audio.currentTime], [2500, false, 2.5]);
});

test("the sound jumps with the clock, and over a break that is left out", () => {
  const { clock, audio, pass } = playing();

  clock.seek(99_000);
  assert.deepEqual([audio.currentTime, clock.held], [99 + START_S, true]);
  audio.arrive();
  pass(1500);

  assert.deepEqual([clock.time, audio.currentTime], [200_000, 200 + START_S]);
});

test("sound that lags is hurried, and its speed is that of the replay", () => {
  const { clock, audio, pass } = playing();
  clock.setSpeed(2);
  pass(1000);
  assert.equal(audio.playbackRate, 2);

  pass(1000, 75);
  assert.equal(audio.playbackRate, 2.08);
  pass(500);
  pass(1500);

  assert.equal(audio.playbackRate, 2);
  assert.ok(Math.abs(audio.currentTime * 1000 - clock.time) < 60);
});

test("sound that is far behind jumps to the clock", () => {
  const { clock, audio, pass } = playing();
  pass(2000, 900);
  assert.deepEqual([audio.currentTime, clock.held], [2 + START_S, true]);

  const fast = playing();
  fast.clock.setSpeed(4);
  fast.clock.seek(50_000);
  assert.equal(fast.audio.currentTime, 50 + 4 * START_S);
});

test("pause stops the sound, and a headset's pause stops the replay", () => {
  const { clock, audio, pass } = playing();
  clock.pause();
  assert.equal(audio.paused, true);
  audio.say("pause");
  clock.play();
  assert.equal(audio.paused, false);
  assert.equal(clock.playing, true);

  audio.pause();
  audio.say("pause");
  assert.equal(clock.playing, false);
  audio.paused = false;
  audio.say("play");
  pass(0);
  assert.equal(clock.playing, true);
});

test("another channel takes over at the same place", () => {
  const { clock, audio, sound, pass } = playing();
  pass(4000);

  sound.choose("floor");

  assert.deepEqual([audio.loaded, audio.currentTime, clock.held, clock.time], [["voice.kk", "voice.floor"], 4, true, 4000]);
});

test("without the sound the replay goes on, and nothing is loaded any more", () => {
  const { clock, audio, sound, pass } = playing();
  audio.starve();

  sound.turn(false);
  pass(3000);

  assert.deepEqual([clock.time, clock.held, audio.src, audio.paused], [3000, false, "", true]);
  sound.turn(true);
  assert.deepEqual([audio.src, clock.held], ["voice.kk", true]);
});

test("after the end of the file the session goes on, and the sound does not begin again", () => {
  const { clock, audio, pass } = playing();
  clock.seek(590_000);
  audio.arrive();
  audio.duration = 592;
  pass(2100);
  Object.assign(audio, { ended: true, paused: true, readyState: 2 });
  audio.say("ended");
  pass(1000);
  assert.deepEqual([clock.held, audio.paused, clock.time], [false, true, 593_100]);

  clock.seek(5000);
  audio.arrive();
  pass(1000);
  assert.deepEqual([audio.paused, audio.currentTime, clock.time], [false, 6 + START_S, 6000]);
});

test("a recording that is missing or broken is said once, and can be tried again", () => {
  const { clock, audio, sound, pass } = replayOf();
  clock.play();
  audio.say("error");
  pass(2000);
  assert.match(sound.trouble ?? "", /cannot be played now/);
  assert.deepEqual([clock.time, clock.held, sound.isHopeless], [2000, false, false]);

  sound.retry();
  audio.arrive();
  assert.equal(sound.trouble, null);
  assert.equal(audio.currentTime, 2);
});

test("a browser that cannot play it goes on silently", () => {
  const { clock, audio, sound, pass } = replayOf({ canPlay: "" });
  clock.play();
  pass(2000);
  assert.match(sound.trouble ?? "", /cannot play the recording/);
  assert.deepEqual([clock.time, audio.loaded, sound.isHopeless], [2000, [], true]);
  sound.turn(true);
  assert.match(sound.trouble ?? "", /cannot play the recording/);
});

test("sound that the browser has not allowed waits for a press", async () => {
  const { clock, audio, sound, pass } = replayOf({ refusal: "NotAllowedError" });
  clock.play();
  await settled();
  pass(2000);
  assert.match(sound.trouble ?? "", /not allowed/);
  assert.deepEqual([clock.time, clock.held], [2000, false]);

  audio.refusal = null;
  sound.retry();
  audio.arrive();
  assert.equal(audio.paused, false);
});

test("a file in which the browser cannot jump does not stop the replay", () => {
  const { clock, audio, sound, pass } = playing();
  audio.canJump = false;
  clock.seek(50_000);
  for (let count = 0; count < 9; count += 1) audio.arrive();
  pass(1000);

  assert.match(sound.trouble ?? "", /cannot be played now/);
  assert.ok(audio.jumps < 9);
  assert.deepEqual([clock.held, clock.time], [false, 51_000]);
});

test("sound that does not arrive does not hold the replay for ever", (context) => {
  let now = 0;
  context.mock.method(performance, "now", () => now);
  const { clock, audio, sound, pass } = replayOf();
  clock.play();
  now = 15_000;
  audio.say("progress");
  now = 34_000;
  pass(0);
  assert.equal(sound.trouble, null);

  now = 36_000;
  pass(0);
  pass(1000);
  assert.match(sound.trouble ?? "", /does not arrive/);
  assert.deepEqual([clock.held, clock.time], [false, 1000]);
});

test("the viewer's language comes first, then the original, and a choice is kept", () => {
  assert.equal(createChoice(["floor", "kk"], "kk", memoryShelf()).channel, "kk");
  assert.equal(createChoice(["floor", "kk"], "en", memoryShelf()).channel, "floor");
  assert.equal(createChoice(["kk", "ru"], "en", memoryShelf()).channel, "kk");
  const storage = memoryShelf();
  const first = createChoice(["floor", "kk"], "kk", storage);
  first.choose("floor");
  first.setVolume(0.4);
  first.turn(false);

  const next = createChoice(["floor", "kk"], "kk", storage);

  assert.deepEqual([next.channel, next.volume, next.isOn], ["floor", 0.4, false]);
  assert.equal(createChoice(["kk"], "ru", storage).channel, "kk");
  assert.equal(createChoice(["floor", "kk"], "kk", storage).channel, "floor");
});

test("a phone that keeps its volume to itself gets no control of it", () => {
  const { sound } = replayOf();
  assert.equal(sound.hasVolume, true);
  const stubborn = new FakeAudio();
  Object.defineProperty(stubborn, "volume", { get: () => 1, set: () => {} });
  const element = /** @type {HTMLAudioElement} */ (/** @type {unknown} */ (stubborn));
  const choice = createChoice(["floor"], "kk", memoryShelf());
  const clock = createClock({ length: LENGTH_MS });
  assert.equal(createSound(element, clock, choice, String, () => {}).hasVolume, false);
});
