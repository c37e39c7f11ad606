// @ts-check
/** The time spent in each part of a programme is counted on between snapshots. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { createPlanClock } from "../../static/js/live/console/plan.ts";

const START = Date.parse("2026-11-24T09:00:00.000+00:00");
const MINUTE_MS = 60_000;

/** A room whose state a test can change, and a clock that it can set. */
function makeRoom(fields = {}) {
  const parts = [{ spent: 120 }, { spent: 0 }];
  /** @type {Array<() => void>} */
  const listeners = [];
  const room = {
    state: /** @type {any} */ ({
      now: new Date(START).toISOString(),
      plan: { minutes: [], parts },
      room: { parts: [0, 3], slide: 1, state: "live", ...fields },
    }),
    subscribe: (/** @type {() => void} */ listener) => (listeners.push(listener), () => {}),
  };
  const clock = { now: START };
  const change = (/** @type {object} */ fields) => {
    room.state = { ...room.state, room: { ...room.state.room, ...fields } };
    listeners.forEach((listener) => listener());
  };
  return { room, clock, change, plan: createPlanClock(/** @type {any} */ (room), () => clock.now), listeners };
}

test("the current part continues from the snapshot's time", () => {
  const { plan, clock } = makeRoom();

  clock.now += 3 * MINUTE_MS;

  assert.deepEqual([plan.here(), plan.spent(0), plan.spent(1)], [0, 5 * MINUTE_MS, 0]);
});

test("a part keeps its time when the session moves to the next", () => {
  const { plan, clock, change } = makeRoom();
  clock.now += 3 * MINUTE_MS;
  change({ slide: 3 });

  clock.now += 2 * MINUTE_MS;

  assert.deepEqual([plan.here(), plan.spent(0), plan.spent(1)], [1, 5 * MINUTE_MS, 2 * MINUTE_MS]);
});

test("no time is spent before the start or after the end", () => {
  const { plan, clock, change } = makeRoom({ state: "planned" });
  clock.now += 10 * MINUTE_MS;
  assert.equal(plan.spent(0), 2 * MINUTE_MS);

  change({ state: "live" });
  clock.now += MINUTE_MS;
  change({ state: "ended" });
  clock.now += 10 * MINUTE_MS;

  assert.equal(plan.spent(0), 3 * MINUTE_MS);
});

test("a new snapshot overrides the counted time", () => {
  const { room, plan, clock, listeners } = makeRoom();
  clock.now += 3 * MINUTE_MS;

  room.state = { ...room.state, now: new Date(clock.now).toISOString(), plan: { minutes: [], parts: [{ spent: 60 }, { spent: 240 }] } };
  listeners.forEach((listener) => listener());
  clock.now += MINUTE_MS;

  assert.deepEqual([plan.spent(0), plan.spent(1)], [2 * MINUTE_MS, 4 * MINUTE_MS]);
});

test("a break counts for no part", () => {
  const { room, plan, clock, listeners } = makeRoom();
  const now = { kind: "break" };
  clock.now += MINUTE_MS;
  room.state = { ...room.state, timing: { now } };
  listeners.forEach((listener) => listener());
  clock.now += 10 * MINUTE_MS;
  assert.equal(plan.spent(0), 3 * MINUTE_MS);

  room.state = { ...room.state, timing: { now: null } };
  listeners.forEach((listener) => listener());
  clock.now += MINUTE_MS;

  assert.equal(plan.spent(0), 4 * MINUTE_MS);
});

test("the slides at which the session has been are counted on from the snapshot, outside breaks", () => {
  const { room, plan, change } = makeRoom({ state: "planned" });
  assert.deepEqual([...(plan.seen() ?? [])], []);
  room.state = { ...room.state, plan: { ...room.state.plan, parts: [...room.state.plan.parts], seen: [0, 1] } };
  change({ state: "live", slide: 4 });

  room.state = { ...room.state, timing: { now: { kind: "break" } } };
  change({ slide: 5 });

  assert.deepEqual([...(plan.seen() ?? [])], [0, 1, 4]);
});

test("somebody who gets no plan knows no slides at which the session has been", () => {
  const { room, plan, change } = makeRoom();
  room.state = { ...room.state, plan: null };
  change({ slide: 2 });

  assert.equal(plan.seen(), null);
});
