// How many hear each channel, added up over the processes of the server.

import assert from "node:assert/strict";
import { test } from "node:test";

import { createListeners } from "../../static/js/live/voice/listeners.ts";

/** A room that a test tells what the server says, and a clock that it sets. */
function makeListeners() {
  const told = [];
  const hearers = {};
  const subscribers = [];
  const time = { now: 0 };
  const room = {
    connection: "connected",
    hear: (name, fn) => (hearers[name] = fn),
    tell: (name, fields) => told.push([name, fields]),
    subscribe: (fn) => subscribers.push(fn),
  };
  const listeners = createListeners(room, () => time.now);
  const connect = (connection) => {
    room.connection = connection;
    subscribers.forEach((fn) => fn());
  };
  const hear = (process, channels) => hearers["voice.listeners"]({ process, channels });
  const hearNames = (process, channels) => hearers["voice.listener_names"]({ process, channels });
  return { listeners, told, time, connect, hear, hearNames };
}

const counts = (full, thin = 0, text = 0) => ({ full, thin, text });

test("the processes' counts are added up by channel", () => {
  const { listeners, hear } = makeListeners();

  hear("one", { kk: counts(2, 1), floor: counts(1) });
  hear("two", { kk: counts(3, 0, 4) });

  assert.deepEqual(Object.fromEntries(listeners.counts()), { kk: counts(5, 1, 4), floor: counts(1) });
});

test("a process's newer report replaces its older one", () => {
  const { listeners, hear } = makeListeners();
  hear("one", { kk: counts(2) });

  hear("one", { floor: counts(1) });

  assert.deepEqual(Object.fromEntries(listeners.counts()), { floor: counts(1) });
});

test("the report of a process that has fallen silent is dropped", () => {
  const { listeners, hear, time } = makeListeners();
  hear("one", { kk: counts(2) });
  time.now = 10_000;
  hear("two", { kk: counts(1) });
  time.now = 20_000;

  assert.deepEqual(Object.fromEntries(listeners.counts()), { kk: counts(1) });
});

test("a member who listens through two processes is named once", () => {
  const { listeners, hearNames } = makeListeners();

  hearNames("one", { kk: [1, 2] });
  hearNames("two", { kk: [2, 3] });

  assert.deepEqual([...listeners.members().get("kk")], [1, 2, 3]);
});

test("names are asked for once, and again after a reconnection", () => {
  const { listeners, told, connect } = makeListeners();
  connect("connected");
  listeners.want(true);
  listeners.want(true);
  assert.equal(told.length, 1);

  connect("reconnecting");
  connect("connected");

  assert.deepEqual(told, [["voice.names", { wanted: true }], ["voice.names", { wanted: true }]]);
  listeners.want(false);
  connect("reconnecting");
  connect("connected");
  assert.equal(told.length, 3);
});
