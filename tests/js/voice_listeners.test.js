// The listeners of each channel are united over the processes of the server.

import assert from "node:assert/strict";
import { test } from "node:test";

import { createVoiceListeners } from "../../static/js/live/voice/listeners.ts";
import { numbersOf } from "../../static/js/live/voice/number_set.ts";

/** A room that a test tells what the server says, and a clock that it sets. */
function makeListeners() {
  const hearers = {};
  const time = { now: 0 };
  const listeners = createVoiceListeners({ hear: (name, fn) => (hearers[name] = fn) }, () => time.now);
  const hear = (process, channels) => hearers["voice.listeners"]({ process, channels });
  const heard = () => Object.fromEntries([...listeners.byChannel()].map(([channel, ways]) => [channel, Object.fromEntries(ways)]));
  return { heard, time, hear };
}

/** The sets of a report, each of a few small numbers. */
const sets = (ways) => {
  const packed = (numbers = []) => (numbers.length ? btoa(String.fromCharCode(numbers.reduce((bits, number) => bits | (1 << number), 0))) : "");
  return Object.fromEntries(["full", "media_server", "thin", "text"].map((way) => [way, packed(ways[way])]));
};

test("a set of numbers is read as the server packs it", () => {
  assert.deepEqual(numbersOf(""), []);
  assert.deepEqual(numbersOf("AoMB"), [1, 8, 9, 15, 16]);
});

test("the processes' listeners are united by channel", () => {
  const { heard, hear } = makeListeners();

  hear("one", { kk: sets({ full: [1, 2], thin: [3] }), floor: sets({ full: [4] }) });
  hear("two", { kk: sets({ full: [5], text: [6], media_server: [7] }) });

  assert.deepEqual(heard(), {
    kk: { 1: "full", 2: "full", 3: "thin", 5: "full", 6: "text", 7: "media_server" },
    floor: { 4: "full" },
  });
});

test("a member with tabs in two processes counts once, with the better sound", () => {
  const { heard, hear } = makeListeners();

  hear("one", { kk: sets({ thin: [1], full: [2], text: [3] }) });
  hear("two", { kk: sets({ full: [1], thin: [2], media_server: [3] }) });

  assert.deepEqual(heard(), { kk: { 1: "full", 2: "full", 3: "media_server" } });
});

test("a process's newer report replaces its older one", () => {
  const { heard, hear } = makeListeners();
  hear("one", { kk: sets({ full: [1, 2] }) });

  hear("one", { floor: sets({ full: [1] }) });

  assert.deepEqual(heard(), { floor: { 1: "full" } });
});

test("the report of a process that has fallen silent is dropped", () => {
  const { heard, hear, time } = makeListeners();
  hear("one", { kk: sets({ full: [1] }) });
  time.now = 10_000;
  hear("two", { kk: sets({ full: [2] }) });
  time.now = 20_000;

  assert.deepEqual(heard(), { kk: { 2: "full" } });
});
