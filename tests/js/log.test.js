// @ts-check
/** Long lists are fetched on first view and kept current by broadcasts. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { createLog } from "../../static/js/room/engine/log.ts";

/** A room that a test controls. */
function makeRoom() {
  /** @type {Set<() => void>} */
  const listeners = new Set();
  const room = {
    connection: "connected",
    state: /** @type {any} */ ({ version: 5, heard: { everyone: 5 }, pulses: {}, things: { items: [] } }),
    subscribe: (/** @type {() => void} */ listener) => (listeners.add(listener), () => listeners.delete(listener)),
    /** @param {any} changes */
    become(changes) {
      room.state = { ...room.state, ...changes };
      listeners.forEach((listener) => listener());
    },
    /** @param {number} version @param {any[]} items */
    hear: (version, ...items) =>
      room.become({ heard: { everyone: version }, things: { items: [...room.state.things.items, ...items] } }),
  };
  return room;
}

/** Pieces that arrive when the test says so. */
function makeServer() {
  /** @type {{since: number, answer: (piece: any) => Promise<void>}[]} */
  const requests = [];
  /** @param {number} since @returns {Promise<any>} */
  const ask = (since) =>
    new Promise((resolve) => {
      const answer = async (/** @type {any} */ piece) => {
        resolve(piece && { more: false, ...piece });
        for (let turn = 0; turn < 5; turn += 1) await null;
      };
      requests.push({ since, answer });
    });
  return { asked: requests, ask };
}

function begin() {
  const [room, server] = [makeRoom(), makeServer()];
  const log = createLog(/** @type {any} */ (room), "things", server.ask, () => {});
  return { room, log, asked: server.asked };
}

test("the list is fetched only when first viewed, and once", async () => {
  const { room, log, asked } = begin();
  room.hear(6, { id: 1, text: "a" });

  assert.equal(asked.length, 0);
  assert.deepEqual(log.items, [{ id: 1, text: "a" }]);
  log.want();
  log.want();
  await asked[0]?.answer({ items: [{ id: 1, text: "a" }, { id: 2, text: "b" }], version: 7 });

  assert.deepEqual(asked.map(({ since }) => since), [0]);
  assert.deepEqual(log.items.map(({ id }) => id), [1, 2]);
  assert.equal(log.isThere, true);
});

test("broadcasts after a change are there for the first viewer", () => {
  const { room, log } = begin();
  room.state = { ...room.state, things: { items: [{ id: 9, text: "new" }] } };

  assert.deepEqual(log.items, [{ id: 9, text: "new" }]);
});

test("a reconnecting page asks for changes since the last piece", async () => {
  const { room, log, asked } = begin();
  log.want();
  await asked[0]?.answer({ items: [{ id: 1, text: "a" }], version: 7 });
  room.hear(9, { id: 2, text: "b" });

  room.become({ version: 12, things: { items: [] } });

  assert.equal(asked[1]?.since, 7);
  await asked[1]?.answer({ items: [{ id: 1, state: "gone" }], version: 12 });
  assert.deepEqual(log.items, [{ id: 1, text: "a", state: "gone" }, { id: 2, text: "b" }]);
});

test("a list in pieces is fetched to its end", async () => {
  const { log, asked } = begin();
  log.want();
  await asked[0]?.answer({ items: [{ id: 1 }], version: 3, more: true });
  await asked[1]?.answer({ items: [{ id: 2 }], version: 5 });

  assert.deepEqual(asked.map(({ since }) => since), [0, 3]);
  assert.equal(log.items.length, 2);
});

test("a broadcast during a fetch wins only if it is newer", async () => {
  const { room, log, asked } = begin();
  log.want();
  room.hear(6, { id: 1, votes: 1 });
  room.hear(9, { id: 2, votes: 4 });
  await asked[0]?.answer({ items: [{ id: 1, votes: 2 }, { id: 2, votes: 3 }], version: 8 });

  assert.deepEqual(log.items.map(({ votes }) => votes), [2, 4]);
});

test("a personal message during a fetch wins, too, if it is newer", async () => {
  const { room, log, asked } = begin();
  log.want();
  room.become({ pulses: { "thing.own ": 9 }, things: { items: [{ id: 1, state: "declined" }] } });
  await asked[0]?.answer({ items: [{ id: 1, state: "waiting" }], version: 8, reset: true });

  assert.deepEqual(log.items, [{ id: 1, state: "declined" }]);
});

test("a piece that starts over replaces the list", async () => {
  const { room, log, asked } = begin();
  log.want();
  await asked[0]?.answer({ items: [{ id: 1 }], version: 7 });
  room.become({ version: 400 });
  await asked[1]?.answer({ items: [{ id: 301 }], version: 400, reset: true });

  assert.deepEqual(log.items, [{ id: 301 }]);
});

test("the list is fetched only with a connection", async () => {
  const { room, log, asked } = begin();
  room.connection = "offline";
  log.want();
  assert.equal(asked.length, 0);

  room.connection = "connected";
  room.become({});

  assert.equal(asked.length, 1);
});
