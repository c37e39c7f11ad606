// @ts-check
/** When something begins by this device's clock: nothing where it is the same, the day where it differs. */
import assert from "node:assert/strict";
import { test } from "node:test";

process.env.TZ = "Asia/Tokyo";
const { ownTime } = await import("../../static/js/room/rooms/own_time.ts");

test("a clock that shows the same is not named twice", () => {
  assert.equal(ownTime("2031-11-29T10:00+09:00", "en"), "");
});

test("another clock is named, with the day where that is another one", () => {
  assert.equal(ownTime("2031-11-29T10:00+05:00", "ru"), "14:00");
  assert.equal(ownTime("2031-11-29T21:00+05:00", "kk"), "01:00, 30.11.2031");
});
