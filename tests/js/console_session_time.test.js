// @ts-check
/** Days and times are those of the session's zone; a start long before the planned time is noticed. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { dayIn, isLongBefore, momentIn } from "../../static/js/live/console/session_time.ts";

const EVENING = Date.parse("2026-11-24T20:30:00+00:00");

test("the day is the one in the session's zone", () => {
  assert.equal(dayIn(EVENING, "Asia/Almaty"), "2026-11-25");
  assert.equal(dayIn(EVENING, "UTC"), "2026-11-24");
});

test("a zone unknown to the browser does no harm", () => {
  assert.match(dayIn(EVENING, "Nowhere/Atall"), /^2026-11-2[345]$/);
});

test("a time is given in the reader's language and the session's zone", () => {
  assert.deepEqual(momentIn(EVENING, "Asia/Almaty", "ru"), { date: "25 ноября 2026 г.", time: "01:30" });
});

test("more than half an hour before the planned time is too early", () => {
  const minutesBefore = (/** @type {number} */ minutes) => isLongBefore("2026-11-24T20:30:00+00:00", EVENING - minutes * 60_000);

  assert.deepEqual([31, 30, 0, -5].map(minutesBefore), [true, false, false, false]);
});

test("a session without a planned time is never too early", () => {
  assert.equal(isLongBefore("", EVENING), false);
});
