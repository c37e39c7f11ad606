// The next version of the scripts finds the data waiting on a device.
import assert from "node:assert/strict";
import { test } from "node:test";
import { createKeep } from "../../static/js/room/engine/kept_commands.ts";

test("waiting data keeps its storage name on the device", () => {
  const names = [];
  const shelf = { setItem: (name) => names.push(name), getItem: () => null, removeItem() {}, key: () => null, length: 0 };

  createKeep(shelf, "ROOM.7", () => 0).put({ key: "poll", op_id: "1", at: 0, kept: true });

  assert.deepEqual(names, ["webinar.kept.ROOM.7.poll"]);
});
