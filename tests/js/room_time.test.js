// The room reports the server's time.
import assert from "node:assert/strict";
import test from "node:test";
import { makeSnapshot, settle } from "./factories.js";
import { open } from "./room_server.js";

const at = (time) => makeSnapshot({ now: `2026-11-24T${time}.000+00:00` });
const timeOf = (room) => new Date(room.now()).toISOString().slice(11, 19);

test("the server's time continues from the snapshot's, whatever the device's clock says", (t) => {
  let passed = 5000;
  const { room } = open(t, { snapshot: at("09:00:00"), clock: () => passed });

  passed += 90_000;

  assert.equal(timeOf(room), "09:01:30");
});

test("the least delayed snapshot sets the time, and the newest after the device has slept", async (t) => {
  let passed = 0;
  const fresh = at("09:00:06");
  const { room, socket } = open(t, { snapshot: at("09:00:00"), fresh, clock: () => passed });

  passed = 8000;
  socket.up();
  await settle();
  assert.equal(timeOf(room), "09:00:08");

  // The clock stood still during sleep.
  socket.drop();
  fresh.now = at("09:30:00").now;
  socket.up();
  await settle();
  assert.equal(timeOf(room), "09:30:00");
});
