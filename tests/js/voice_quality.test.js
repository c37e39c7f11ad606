// Which rendition a listener's link can carry, by the packets that the server left out.

import assert from "node:assert/strict";
import { test } from "node:test";

import { createQuality } from "../../static/js/live/voice/quality.ts";

const PACKET_MS = 60;

/**
 * Lets time pass: notes packets, of which each `nth` is missing and each arrives after its `delay`, and returns the
 * rendition after it.
 */
function listen(quality, { from = 0, seconds, nth = 0, turn = 1, delay = () => 200 }) {
  const last = from + Math.round((seconds * 1000) / PACKET_MS);
  for (let number = from; number < last; number += 1) {
    const at = 1_000_000 + number * PACKET_MS;
    if (!nth || number % nth) quality.note({ turn, number, at }, at + delay(number));
  }
  return { rendition: quality.rendition, from: last };
}

test("a link that gets everything keeps the full sound", () => {
  assert.equal(listen(createQuality(), { seconds: 600 }).rendition, "full");
});

test("single missing packets change nothing", () => {
  assert.equal(listen(createQuality(), { seconds: 60, nth: 20 }).rendition, "full");
});

test("a slow link gets the thin sound, then none", () => {
  const quality = createQuality();

  const thin = listen(quality, { seconds: 6, nth: 3 });
  const none = listen(quality, { from: thin.from, seconds: 6, nth: 3 });

  assert.deepEqual([thin.rendition, none.rendition], ["thin", "none"]);
});

test("too many missing packets are noticed before the window ends", () => {
  assert.equal(listen(createQuality(), { seconds: 2, nth: 3 }).rendition, "thin");
});

test("full sound that comes later and later from the beginning is given up at once", () => {
  const later = (number) => 200 + 80 * number;

  assert.equal(listen(createQuality(), { seconds: 0.6, delay: later }).rendition, "thin");
});

test("a picture that holds the sound up, or a burst after a stop, is no slow link", () => {
  const quality = createQuality();
  const { from } = listen(quality, { seconds: 4 });
  assert.equal(listen(quality, { from, seconds: 1, delay: (number) => 200 + 80 * (number - from) }).rendition, "full");

  const burst = createQuality();
  const stopped = (number) => 200 + Math.max(0, 1500 - 60 * (number % 20));
  assert.equal(listen(burst, { seconds: 2, delay: stopped }).rendition, "full");
});

/** Lets an outage pass: what was said meanwhile is missing, and half of what is said until the link has caught up. */
function breakOff(quality, { from, seconds, catchUpSeconds = 2 }) {
  const back = from + Math.round((seconds * 1000) / PACKET_MS);
  return listen(quality, { from: back, seconds: catchUpSeconds, nth: 2, delay: () => 1500 });
}

test("an outage is no slow link, in the full sound and in the thin one", () => {
  const full = createQuality();
  const before = listen(full, { seconds: 60 });
  const broken = breakOff(full, { from: before.from, seconds: 8 });
  assert.equal(listen(full, { from: broken.from, seconds: 60 }).rendition, "full");

  const thin = createQuality();
  const slow = listen(thin, { seconds: 6, nth: 3 });
  const good = listen(thin, { from: slow.from, seconds: 10 });
  const again = breakOff(thin, { from: good.from, seconds: 40 });
  assert.equal(again.rendition, "thin");
  assert.equal(listen(thin, { from: again.from, seconds: 70 }).rendition, "full", "the wait for the full sound goes on");
});

test("a link that is too slow after an outage is still noticed", () => {
  const quality = createQuality();
  const { from } = listen(quality, { seconds: 60 });
  const broken = breakOff(quality, { from, seconds: 8 });

  assert.equal(listen(quality, { from: broken.from, seconds: 8, nth: 3 }).rendition, "thin");
});

test("a link that is down again and again gets the thin sound", () => {
  const quality = createQuality();
  let { from } = listen(quality, { seconds: 60 });
  for (let times = 0; times < 4; times += 1) ({ from } = breakOff(quality, { from, seconds: 4, catchUpSeconds: 4 }));

  assert.equal(quality.rendition === "full", false);
});

test("the thin sound is kept where the full one would be given up", () => {
  const quality = createQuality();
  const thin = listen(quality, { seconds: 2, nth: 3 });

  assert.equal(listen(quality, { from: thin.from, seconds: 30, nth: 5 }).rendition, "thin");
});

test("the full sound is tried again after a minute, and after the next failure later", () => {
  const quality = createQuality();
  let step = listen(quality, { seconds: 6, nth: 3 });
  step = listen(quality, { from: step.from, seconds: 50 });
  assert.equal(step.rendition, "thin");
  step = listen(quality, { from: step.from, seconds: 20 });
  assert.equal(step.rendition, "full");

  step = listen(quality, { from: step.from, seconds: 6, nth: 3 });
  step = listen(quality, { from: step.from, seconds: 90 });
  assert.equal(step.rendition, "thin");
  assert.equal(listen(quality, { from: step.from, seconds: 50 }).rendition, "full");
});

test("a listener whose link was too slow tries the thin sound again", () => {
  const quality = createQuality();
  listen(quality, { from: listen(quality, { seconds: 6, nth: 3 }).from, seconds: 6, nth: 3 });

  quality.retry();

  assert.equal(quality.rendition, "thin");
});

test("what a broken link missed, and a new turn, say nothing about the speed", () => {
  const quality = createQuality();
  const step = listen(quality, { seconds: 4 });
  quality.restart();
  assert.equal(listen(quality, { from: step.from + 500, seconds: 4 }).rendition, "full");

  assert.equal(listen(quality, { from: 900, seconds: 6, turn: 2 }).rendition, "full");
});

test("something else is given up before the full sound", () => {
  const answers = [true, false];
  const quality = createQuality(() => answers.shift());

  const first = listen(quality, { seconds: 6, nth: 3 });
  assert.equal(first.rendition, "full");

  // What was on its way may still lack packets, so this takes a whole window.
  assert.equal(listen(quality, { from: first.from, seconds: 2, nth: 3 }).rendition, "thin");
});

test("a good link gives nothing up", () => {
  const quality = createQuality(() => assert.fail("something was given up"));

  assert.equal(listen(quality, { seconds: 60, nth: 20 }).rendition, "full");
});
