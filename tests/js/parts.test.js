// @ts-check
/** Parts of the snapshot change as their broadcasts themselves say. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { apply, finishCatchUp, initialState } from "../../static/js/room/engine/store.ts";
import { makeSnapshot } from "./factories.js";

const begin = (/** @type {any} */ more = {}) => {
  const snapshot = /** @type {any} */ ({ ...makeSnapshot({ version: 5, said: { everyone: 5 } }), ...more });
  return finishCatchUp(initialState(snapshot), snapshot);
};
const applied = (/** @type {any} */ state, /** @type {any} */ body) => /** @type {any} */ (apply(state, "thing.changed", body));
const broadcast = (/** @type {any} */ body) => ({ audience: "everyone", after: 5, version: 6, part: "things", ...body });

test("given keys of a part are replaced, the others stay", () => {
  const state = applied(begin({ things: { open: true, most: 3 } }), broadcast({ set: { open: false } }));

  assert.deepEqual(state.things, { open: false, most: 3 });
});

test("an item is added, changed key by key or removed, and the order stays", () => {
  const before = begin({ things: { items: [{ id: 1, text: "a", mine: true }, { id: 2 }, { id: 3 }] } });

  const state = applied(before, broadcast({ put: [{ id: 4 }, { id: 1, text: "b" }], gone: [2] }));

  assert.deepEqual(state.things.items, [{ id: 1, text: "b", mine: true }, { id: 3 }, { id: 4 }]);
});

test("the newest personal message wins, separately for each key", () => {
  let state = begin({ things: { one: 0, two: 0 } });

  state = applied(state, { part: "things", key: "one", version: 9, set: { one: 9 } });
  state = applied(state, { part: "things", key: "one", version: 8, set: { one: 8 } });
  state = applied(state, { part: "things", key: "two", version: 8, set: { two: 8 } });

  assert.deepEqual(state.things, { one: 9, two: 8 });
});

test("a gap in the sequence is noticed", () => {
  const state = applied(begin({ things: {} }), broadcast({ after: 6, version: 7, set: { open: true } }));

  assert.equal(state.gap, true);
});
