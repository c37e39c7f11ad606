// How far a listener stays behind, and where packets lie in the stream.
import assert from "node:assert/strict";
import test from "node:test";
import { CaptureClock } from "../../static/js/live/voice/capture_clock.ts";
import { levelOf } from "../../static/js/live/voice/level.ts";
import { Arrivals, isNewer, jumpFrom, missingBefore, rateFor, silenceBefore } from "../../static/js/live/voice/pacing.ts";
import { Timeline } from "../../static/js/live/voice/timeline.ts";

const place = (number, { turn = 1, at = number * 60 } = {}) => ({ turn, number, at });

/** Lets packets arrive whose gaps are these, one after another, and returns the arrivals. */
function arrivals(gaps, from = new Arrivals(), start = { number: 0, time: 0 }) {
  let { number, time } = start;
  from.add(place(number), time);
  for (const gap of gaps) from.add(place((number += 1)), (time += gap));
  return from;
}

const steady = (count) => new Array(count).fill(60);

test("late, repeated and older turns' packets are dropped", () => {
  const last = place(5, { turn: 3 });

  const played = [place(6, { turn: 3 }), place(0, { turn: 4 }), place(5, { turn: 3 }), place(4, { turn: 3 }), place(9, { turn: 2 })];

  assert.deepEqual(played.map((packet) => isNewer(packet, last)), [true, true, false, false, false]);
  assert.ok(isNewer(place(7), null));
});

test("the target is the worst gap and a little more", () => {
  assert.equal(arrivals([...steady(5), 500, 0, 0, ...steady(20)]).target, 560);
});

test("the target lies between 0.15 and 2 s", () => {
  assert.equal(arrivals(steady(1200)).target, 150);
  assert.equal(arrivals([60, 1_990]).target, 2_000);
});

test("a listener begins with a cautious target", () => {
  assert.equal(new Arrivals().target, 300);
  assert.equal(arrivals(steady(3)).target, 300);
});

test("an outage does not count", () => {
  assert.equal(arrivals([...steady(3), 5_000, ...steady(3)]).target, 300);
});

test("a bad moment is forgotten after a minute, and not before", () => {
  assert.equal(arrivals([900, ...steady(990)]).target, 960);
  assert.equal(arrivals([900, ...steady(1010)]).target, 150);
});

test("the worst gap that remains counts when a worse one is forgotten", () => {
  assert.equal(arrivals([900, ...steady(500), 700, ...steady(505)]).target, 760);
});

test("time that the speaker left out does not count as a gap of the link", () => {
  const watched = arrivals(steady(3));

  watched.add(place(4, { at: 4 * 60 + 1_500 }), 4 * 60 + 1_500);

  assert.equal(watched.target, 300);
});

test("time between two turns does not count as a gap of the link", () => {
  const watched = arrivals(steady(3));

  watched.add(place(0, { turn: 2, at: 1_700 }), 1_700);

  assert.equal(watched.target, 300);
});

test("sound is missing between packets that do not follow one another", () => {
  assert.equal(missingBefore(place(3), place(2)), 0);
  assert.equal(missingBefore(place(5), place(2)), 120);
  assert.equal(missingBefore(place(3, { at: 1_000 }), place(2)), 820);
  assert.equal(missingBefore(place(0, { turn: 2 }), place(2)), Infinity);
  assert.equal(missingBefore(place(0), null), Infinity);
});

test("a step of the server's clock is not missing sound", () => {
  assert.equal(missingBefore(place(3, { at: 200 }), place(2)), 0);
  assert.equal(missingBefore(place(3, { at: 100 }), place(2)), 0);
});

test("silence stands for what is missing, in whole frames", () => {
  assert.equal(silenceBefore(0, 0, 300), 0);
  assert.equal(silenceBefore(125, 60, 300), 120);
});

test("silence fills no more than the target", () => {
  assert.equal(silenceBefore(Infinity, 0, 300), 240);
  assert.equal(silenceBefore(3_000, 100, 300), 140);
});

test("a decoder hears one frame of silence wherever sound is missing", () => {
  assert.equal(silenceBefore(Infinity, 900, 300), 20);
  assert.equal(silenceBefore(60, 900, 300), 20);
});

test("the rate rises with the excess, to 1.08", () => {
  assert.deepEqual([300, 399, 400, 500, 600, 1_700].map((ahead) => rateFor(ahead, 300, 1)), [1, 1, 1.04, 1.06, 1.08, 1.08]);
});

test("a rate that has risen stays until the target is reached", () => {
  assert.equal(rateFor(350, 300, 1.04), 1.02);
  assert.equal(rateFor(300, 300, 1.02), 1);
  assert.equal(rateFor(100, 300, 1.08), 1);
});

test("a listener who is far behind jumps to the target", () => {
  assert.equal(jumpFrom(1_800, 300), null);
  assert.equal(jumpFrom(1_801, 300), 300);
});

test("after an underrun a listener jumps to the newest at once", () => {
  assert.equal(jumpFrom(400, 300, true), null);
  assert.equal(jumpFrom(401, 300, true), 300);
});

test("packets follow one another in the stream without holes", () => {
  const timeline = new Timeline();

  const starts = [timeline.add(5_000, 240), timeline.add(5_060, 0), timeline.add(9_000, 100), timeline.add(9_060, 0)];

  assert.deepEqual(starts, [0, 300, 360, 520]);
  assert.equal(timeline.end, 580);
});

test("a moment of the stream was captured when its packet says", () => {
  const timeline = new Timeline();
  assert.equal(timeline.capturedAt(0), null);
  timeline.add(5_000, 240);
  timeline.add(5_060, 0);
  timeline.add(9_000, 100);

  const moments = [0, 240, 250, 359, 360, 460, 519];

  assert.deepEqual(moments.map((moment) => timeline.capturedAt(moment)), [4_760, 5_000, 5_010, 5_119, 8_900, 9_000, 9_059]);
});

test("a stream forgets what was played, and no more", () => {
  const timeline = new Timeline();
  for (const at of [1_000, 3_000, 5_000]) timeline.add(at, 0);

  timeline.forget(70);

  assert.equal(timeline.capturedAt(30), null);
  assert.deepEqual([70, 130].map((moment) => timeline.capturedAt(moment)), [3_010, 5_010]);
});

/** Shows a clock packets of 60 ms that were seen late by `delays`, and returns their server times. */
function timesOf(delays, { skew = 0, clock = new CaptureClock(), drift = 0 } = {}) {
  return delays.map((delay, index) => {
    const time = index * 60;
    clock.observe(time + 60, 1_000_000 + time * (1 + drift) + 60 + delay);
    return clock.serverTime(time, skew);
  });
}

test("times of capture advance evenly, however late samples are seen", () => {
  const times = timesOf([0, 18, 3, 40, 0, 7, 100, 2], { skew: 250 });

  assert.deepEqual(times, [0, 60, 120, 180, 240, 300, 360, 420].map((time) => 1_000_250 + time));
});

test("times of capture follow a microphone whose clock drifts", () => {
  const times = timesOf(new Array(1_000).fill(0), { drift: 0.001 });

  const truth = 1_000_000 + 999 * 60 * 1.001;
  assert.ok(Math.abs(times[999] - truth) < 25, `${times[999] - truth}`);
  assert.ok(times.every((time, index) => !index || [60, 61].includes(time - times[index - 1])));
});

test("times of capture jump when the microphone's clock has stopped for a while", () => {
  const times = timesOf([0, 0, 0, ...new Array(40).fill(900)]);

  assert.equal(times[42], 1_000_000 + 42 * 60 + 900);
});

test("times of capture never go back", () => {
  const clock = new CaptureClock();
  clock.observe(60, 1_000_060);
  const before = clock.serverTime(0, 5_000);

  assert.equal(clock.serverTime(60, 0), before + 1);
});

test("the level is 0 for silence and rises evenly with loudness", () => {
  const wave = (height) => new Float32Array(960).map((_, index) => (index % 2 ? height : -height));

  assert.equal(levelOf(new Float32Array(960)), 0);
  assert.equal(levelOf(wave(1)), 1);
  assert.ok(Math.abs(levelOf(wave(0.0316)) - 0.5) < 0.01);
  assert.equal(levelOf(wave(0.0001)), 0);
});
