// @ts-check
/** Countdowns and breaks run by the server's clock, and a session's end is estimated. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { clockText, leftText, runningAt, soonText } from "../../static/js/live/timing/clock.ts";
import { timing } from "../../static/js/live/timing/participant.ts";
import { newsBetween } from "../../static/js/room/rooms/news.ts";
import { makeSnapshot } from "./factories.js";
import { expectedEnd, minutesToEnd } from "../../static/js/live/timing/outlook.ts";

const END = Date.parse("2026-11-24T09:05:00.000+00:00");
const MINUTE_MS = 60_000;
const runs = (/** @type {"activity" | "break"} */ kind) => ({
  now: { kind, label: "", started_at: "2026-11-24T09:00:00.000+00:00", ends_at: "2026-11-24T09:05:00.000+00:00", clock: "14:05" },
});

test("the time left is counted by the server's clock", () => {
  assert.equal(runningAt(runs("activity"), END - 90_000)?.leftMs, 90_000);
  assert.equal(runningAt({ now: null }, END), null);
  assert.equal(runningAt(undefined, END), null);
});

test("an activity announces for a while that its time is up, a break just ends", () => {
  assert.equal(runningAt(runs("activity"), END - 1)?.isUp, false);
  assert.equal(runningAt(runs("activity"), END)?.isUp, true);
  assert.equal(runningAt(runs("activity"), END + MINUTE_MS), null);
  assert.equal(runningAt(runs("break"), END), null);
});

test("seconds are rounded up, so that the countdown ends at zero", () => {
  assert.equal(leftText(300_000, "en"), "05:00");
  assert.equal(leftText(299_001, "en"), "05:00");
  assert.equal(leftText(1, "en"), "00:01");
  assert.equal(leftText(0, "en"), "00:00");
  assert.equal(leftText(3_660_000, "en"), "1:01:00");
});

test("times use the language's digits", () => {
  assert.equal(leftText(300_000, "prs"), "۰۵:۰۰");
  assert.equal(clockText("11:15", "prs"), "۱۱:۱۵");
  assert.equal(clockText("09:05", "ru"), "09:05");
});

test("a break's end is announced in its last two minutes", () => {
  assert.equal(soonText(121_000), null);
  assert.equal(soonText(120_000), "We go on in 2 minutes");
  assert.equal(soonText(60_000), "We go on in 1 minute");
});

const PARTS = [{ minutes: 10 }, { minutes: 20 }, { minutes: 5 }];

test("the expected end is now plus the time still planned", () => {
  assert.equal(expectedEnd(PARTS, [10 * MINUTE_MS, 5 * MINUTE_MS, 0], 1, END), END + 20 * MINUTE_MS);
});

test("a part's overrun is not planned again", () => {
  assert.equal(expectedEnd(PARTS, [0, 30 * MINUTE_MS, 0], 1, END), END + 5 * MINUTE_MS);
});

test("hosts are warned from five minutes before the planned end", () => {
  const room = { state: "live", started_at: "2026-11-24T08:00:00.000+00:00", planned_minutes: 65 };

  assert.equal(minutesToEnd(room, END - 6 * MINUTE_MS), null);
  assert.equal(minutesToEnd(room, END - 5 * MINUTE_MS), 5);
  assert.equal(minutesToEnd(room, END - 1), 1);
  assert.equal(minutesToEnd(room, END + MINUTE_MS), 0);
  assert.equal(minutesToEnd({ ...room, planned_minutes: 80 }, END), null);
  assert.equal(minutesToEnd({ ...room, state: "ended" }, END), null);
});

test("a break is announced with the digits of the reader's language", () => {
  const moment = (/** @type {any} */ state) => ({ state: makeSnapshot({ timing: state }), connection: /** @type {const} */ ("connected") });
  const texts = (/** @type {any} */ deck) => ({ titleOf: () => "", questionOf: () => "", deck, speaks: () => false });
  const news = (/** @type {any} */ deck) =>
    newsBetween([/** @type {any} */ (timing.teller)], moment({ now: null }), moment(runs("break")), texts(deck));

  assert.deepEqual(news({ language: "prs" }), [["Break until {time}", { time: "۱۴:۰۵" }]]);
  assert.deepEqual(news(null), [["Break until {time}", { time: "14:05" }]]);
});
