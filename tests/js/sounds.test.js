// @ts-check
/** A chime rings for what has just happened, and music plays only in a break in which nobody speaks. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { mayPlay } from "../../static/js/live/sounds/break_music.ts";
import { cueBetween } from "../../static/js/live/sounds/cues.ts";
import { BAR_S, notesOfBar } from "../../static/js/live/sounds/music.ts";
import { makePoll } from "./factories.js";

const NOW = Date.parse("2026-11-24T09:10:00.000Z");
const at = (/** @type {number} */ seconds) => new Date(NOW + seconds * 1000).toISOString();

/**
 * What a page sees this many seconds after NOW.
 * @param {number} seconds
 * @param {{ polls?: any[], time?: any, room?: string }} [changes]
 * @returns {any}
 */
const seen = (seconds, { polls = [], time = null, room = "live" } = {}) => ({
  now: NOW + seconds * 1000,
  state: { room: { state: room }, polls, timing: { now: time } },
});
const activity = (/** @type {number} */ seconds, kind = "activity") => ({ kind, label: "group_work", started_at: at(-300), ends_at: at(seconds), clock: "" });

test("a poll that opens rings once, and one that was open does not", () => {
  const [closed, open] = [seen(0, { polls: [makePoll({ state: "draft" })] }), seen(1, { polls: [makePoll()] })];

  assert.equal(cueBetween(closed, open), "opens");
  assert.equal(cueBetween(seen(0), open), "opens");
  assert.equal(cueBetween(open, seen(2, { polls: [makePoll()] })), null);
  assert.equal(cueBetween(open, seen(2, { polls: [makePoll({ state: "closed" })] })), null);
});

test("a countdown rings once when its time is up", () => {
  const time = activity(10);

  assert.equal(cueBetween(seen(8, { time }), seen(9, { time })), null);
  assert.equal(cueBetween(seen(9, { time }), seen(10, { time })), "up");
  assert.equal(cueBetween(seen(10, { time }), seen(11, { time })), null);
  assert.equal(cueBetween(seen(11, { time }), seen(40)), null);
});

test("a break that the server ends on time rings, even if its clock is a little ahead", () => {
  const time = activity(10, "break");

  assert.equal(cueBetween(seen(8.9, { time }), seen(9)), "up");
});

test("what a host ends early, makes longer or starts does not ring", () => {
  const time = activity(10);

  assert.equal(cueBetween(seen(5, { time }), seen(6)), null);
  assert.equal(cueBetween(seen(9, { time }), seen(10, { time: { ...time, ends_at: at(70) } })), null);
  assert.equal(cueBetween(seen(5), seen(6, { time })), null);
});

test("a poll that closes by its countdown rings that time is up", () => {
  const timed = makePoll({ closes_at: at(10) });

  assert.equal(cueBetween(seen(9, { polls: [timed] }), seen(9.8, { polls: [{ ...timed, state: "closed" }] })), "up");
  assert.equal(cueBetween(seen(5, { polls: [timed] }), seen(6, { polls: [{ ...timed, state: "closed" }] })), null);
});

test("nothing rings when a session starts or ends", () => {
  const polls = [makePoll()];

  assert.equal(cueBetween(seen(0, { room: "planned" }), seen(1, { polls })), null);
  assert.equal(cueBetween(seen(9, { time: activity(10) }), seen(10, { room: "ended" })), null);
});

test("music may play while a break runs and nobody speaks", () => {
  const speaks = (/** @type {number | null} */ holder) => ({ floor: { holder, name: null, turn: 1, since: null, offered: false } });
  const state = (/** @type {any} */ time, /** @type {any} */ voice = null, room = "live") => ({ ...seen(0, { time, room }).state, voice });

  assert.equal(mayPlay(state(activity(60, "break")), NOW), true);
  assert.equal(mayPlay(state(activity(60, "break"), speaks(null)), NOW), true);
  assert.equal(mayPlay(state(activity(60, "break"), speaks(3)), NOW), false);
  assert.equal(mayPlay(state(activity(0, "break")), NOW), false);
  assert.equal(mayPlay(state(activity(60)), NOW), false);
  assert.equal(mayPlay(state(null), NOW), false);
  assert.equal(mayPlay(state(activity(60, "break"), null, "ended"), NOW), false);
});

test("the music is never silent, never loud, and changes with chance", () => {
  for (const random of [() => 0, () => 0.5, () => 0.999]) {
    for (let bar = 0; bar < 8; bar += 1) {
      const notes = notesOfBar(bar, random);
      assert.ok(notes.some((note) => note.at === 0 && note.seconds > BAR_S));
      // The notes of two bars sound together at most.
      assert.ok(2 * notes.reduce((sum, { volume }) => sum + volume, 0) < 1);
      assert.ok(notes.every(({ hz, at, swell, seconds }) => hz > 0 && at < BAR_S && swell < seconds));
    }
  }
  assert.notDeepEqual(notesOfBar(0, () => 0), notesOfBar(0, () => 0.3));
});
