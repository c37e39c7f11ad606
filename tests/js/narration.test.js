// @ts-check
/** The passages of a recording play as one, and no further. */
import assert from "node:assert/strict";
import { mock, test } from "node:test";

import { lengthOf, placeAt, timeAt } from "../../static/js/learn/narration/passages.ts";
import { createTrack } from "../../static/js/learn/narration/track.ts";

/** @type {[number, number][]} */
const PASSAGES = [[60_000, 90_000], [100_000, 105_000]];
const BEAT_MS = 40;

/** An <audio> that stands where a test puts it. */
class FakeAudio extends EventTarget {
  preload = "";
  src = "";
  paused = true;
  ended = false;
  seeking = false;
  readyState = 4;
  currentTime = 0;
  canPlay = "probably";

  canPlayType() {
    return this.canPlay;
  }

  getAttribute() {
    return this.src || null;
  }

  removeAttribute() {
    this.src = "";
  }

  load() {
    this.currentTime = 0;
  }

  async play() {
    this.paused = false;
  }

  pause() {
    this.paused = true;
  }
}

/** @param {Partial<FakeAudio>} [qualities] */
function trackOf(qualities = {}) {
  mock.timers.reset();
  mock.timers.enable({ apis: ["setInterval"] });
  Object.assign(globalThis, { window: globalThis });
  const audio = Object.assign(new FakeAudio(), qualities);
  const element = /** @type {HTMLAudioElement} */ (/** @type {unknown} */ (audio));
  return { audio, track: createTrack(element, "voice.webm", PASSAGES, () => {}) };
}

test("passages are one stretch of time without the words between them", () => {
  assert.equal(lengthOf(PASSAGES), 35_000);
  assert.deepEqual(placeAt(PASSAGES, 10_000), { passage: 0, fileMs: 70_000 });
  assert.deepEqual(placeAt(PASSAGES, 30_000), { passage: 1, fileMs: 100_000 });
  assert.deepEqual(placeAt(PASSAGES, 99_000), { passage: 1, fileMs: 105_000 });
  assert.equal(timeAt(PASSAGES, { passage: 1, fileMs: 102_000 }), 32_000);
  // The file is not yet where the passage begins.
  assert.equal(timeAt(PASSAGES, { passage: 1, fileMs: 90_000 }), 30_000);
});

test("a track begins at its first passage, jumps to the next and stops at the end of the last", () => {
  const { audio, track } = trackOf();
  assert.deepEqual([audio.src, track.time], ["", 0]);

  track.play();
  assert.deepEqual([audio.src, audio.currentTime, audio.paused], ["voice.webm", 60, false]);
  audio.currentTime = 90.01;
  mock.timers.tick(BEAT_MS);
  assert.deepEqual([audio.currentTime, track.isPlaying], [100, true]);
  audio.currentTime = 105.02;
  mock.timers.tick(BEAT_MS);

  assert.deepEqual([audio.paused, track.isPlaying, track.time], [true, false, 35_000]);
  track.play();
  assert.equal(audio.currentTime, 60);
});

test("the learner may jump, also before the first play", () => {
  const { audio, track } = trackOf();
  track.seek(31_000);
  assert.deepEqual([audio.currentTime, track.time, track.isPlaying], [101, 31_000, false]);

  track.play();

  assert.equal(audio.currentTime, 101);
});

test("listening counts as use of the page, but not too often", () => {
  const { audio, track } = trackOf();
  let now = 100_000;
  mock.method(performance, "now", () => now);
  let uses = 0;
  audio.addEventListener("input", () => (uses += 1));
  track.play();
  mock.timers.tick(10 * BEAT_MS);
  assert.equal(uses, 1);

  now += 20_000;
  mock.timers.tick(BEAT_MS);
  assert.equal(uses, 2);
  now += 20_000;
  audio.readyState = 2;
  mock.timers.tick(BEAT_MS);
  assert.equal(uses, 2);
  mock.restoreAll();
});

test("a recording that cannot be played is said, and may be tried again", () => {
  const { audio, track } = trackOf();
  track.play();
  audio.dispatchEvent(new Event("error"));
  assert.match(track.trouble ?? "", /cannot be played now/);
  assert.equal(track.isPlaying, false);

  track.play();
  assert.deepEqual([track.trouble, audio.src, audio.currentTime], [null, "voice.webm", 60]);
});

test("a browser that cannot play it loads nothing", () => {
  const { audio, track } = trackOf({ canPlay: "" });
  track.play();
  assert.match(track.trouble ?? "", /browser cannot play/);
  assert.equal(audio.src, "");
});
