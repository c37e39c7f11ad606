// What waits on a device is found there by the next version of the scripts.
import assert from "node:assert/strict";
import { test } from "node:test";
import { createKeep } from "../../static/js/room/engine/keep.ts";

test("what waits keeps its name on the device", () => {
  const names = [];
  const shelf = { setItem: (name) => names.push(name), getItem: () => null, removeItem() {}, key: () => null, length: 0 };

  createKeep(shelf, "ROOM.7", () => 0).put({ key: "poll", op_id: "1", at: 0, kept: true });

  assert.deepEqual(names, ["webinar.kept.ROOM.7.poll"]);
});
