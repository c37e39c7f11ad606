// @ts-check
/** A start is also shown in this device's time if that differs, and with the day if that differs, too. */
import assert from "node:assert/strict";
import { test } from "node:test";

process.env.TZ = "Asia/Tokyo";
const { ownTime } = await import("../../static/js/room/rooms/own_time.ts");

test("a clock with the same time is not repeated", () => {
  assert.equal(ownTime("2031-11-29T10:00+09:00", "en"), "");
});

test("a different clock is shown, with the day if that differs", () => {
  assert.equal(ownTime("2031-11-29T10:00+05:00", "ru"), "14:00");
  assert.equal(ownTime("2031-11-29T21:00+05:00", "kk"), "01:00, 30.11.2031");
});
