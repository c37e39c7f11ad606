// A PIN opens a kept course without a network.
import assert from "node:assert/strict";
import test from "node:test";
import { memoryShelf } from "../../static/js/kit/storage.ts";
import { createOpenSeats, IDLE_MS } from "../../static/js/learn/offline/open_seats.ts";
import { isPin, makePin, pinDigits, pinFault, pinWaitMs } from "../../static/js/learn/offline/pin.ts";

const MINUTE_MS = 60_000;

test("digits of all our languages are the same PIN", () => {
  assert.equal(pinDigits(" 48 15"), "4815");
  assert.equal(pinDigits("۴۸۱۵"), "4815");
  assert.equal(pinDigits("٤٨١٥"), "4815");
});

test("anything else than digits is no PIN", () => {
  for (const typed of ["48a5", "48-15", "-4815", "4.815", "𝟒𝟖𝟏𝟓", ""]) assert.equal(pinDigits(typed), "");
});

test("a PIN has four to six digits that are not guessed at once", () => {
  for (const digits of ["", "481", "4815162"]) assert.equal(pinFault(digits), "length");
  for (const digits of ["0000", "1234", "345678", "9876", "777777"]) assert.equal(pinFault(digits), "easy");
  for (const digits of ["4815", "1235", "1357", "0001", "111112"]) assert.equal(pinFault(digits), "");
});

test("only the PIN itself fits, and the device does not keep it in clear", async () => {
  const pin = await makePin("4815");

  assert.equal(await isPin(pin, "4815"), true);
  for (const other of ["4816", "04815", ""]) assert.equal(await isPin(pin, other), false);
  assert.ok(!JSON.stringify({ ...pin, salt: "", key: "" }).includes("4815"));
  const again = await makePin("4815");
  assert.notEqual(again.salt, pin.salt);
  assert.notEqual(again.key, pin.key);
});

test("after four wrong PINs each further one makes the wait longer, up to an hour", () => {
  const waits = [0, 4, 5, 6, 7, 11, 12, 13, 60].map((wrong) => pinWaitMs({ wrong, triedAt: 1000 }, 1000) / MINUTE_MS);

  assert.deepEqual(waits, [0, 0, 0.5, 1, 2, 32, 60, 60, 60]);
});

test("the wait runs by the clock, and starts again if the clock is put back", () => {
  const pin = { wrong: 6, triedAt: 10 * MINUTE_MS };

  assert.equal(pinWaitMs(pin, 10.5 * MINUTE_MS), 0.5 * MINUTE_MS);
  assert.equal(pinWaitMs(pin, 11 * MINUTE_MS), 0);
  assert.equal(pinWaitMs(pin, 2 * MINUTE_MS), MINUTE_MS);
});

test("a course that was opened stays open while it is used, in this tab and for this learner", () => {
  let now = 1_000_000;
  const seats = createOpenSeats(memoryShelf(), () => now);
  assert.equal(seats.isOpen("CODE", 1), false);

  seats.use("CODE", 1);
  now += IDLE_MS - 1;
  assert.equal(seats.isOpen("CODE", 1), true);
  assert.equal(seats.isOpen("CODE", 2), false);
  seats.use("CODE", 1);
  now += IDLE_MS - 1;
  assert.equal(seats.isOpen("CODE", 1), true);
  now += 1;
  assert.equal(seats.isOpen("CODE", 1), false);
});

test("a clock that is put back, or a learner who leaves, closes the course", () => {
  let now = 1_000_000;
  const seats = createOpenSeats(memoryShelf(), () => now);
  seats.use("CODE", 1);
  now -= 1;
  assert.equal(seats.isOpen("CODE", 1), false);
  now += 1;
  assert.equal(seats.isOpen("CODE", 1), true);

  seats.close("CODE", 1);
  assert.equal(seats.isOpen("CODE", 1), false);
});
