// The list of time zones is searched by city, country and name.
import assert from "node:assert/strict";
import { test } from "node:test";

import { placesFound } from "../../static/js/results/desk/zone_search.ts";

const ZONES = [
  { value: "Asia/Almaty", words: "Алматы, Казахстан, UTC+05:00" },
  { value: "Asia/Kabul", words: "Кабул, Афганистан, UTC+04:30" },
  { value: "America/New_York", words: "Нью-Йорк, США, UTC-05:00" },
];

test("a part of a city, of a country or of the offset finds its zones, whatever the capitals", () => {
  assert.deepEqual(placesFound(ZONES, "алма"), [0]);
  assert.deepEqual(placesFound(ZONES, " АФГАН "), [1]);
  assert.deepEqual(placesFound(ZONES, "05:00"), [0, 2]);
  assert.deepEqual(placesFound(ZONES, "йорк"), [2]);
});

test("the name in the tz database finds it, too", () => {
  assert.deepEqual(placesFound(ZONES, "new york"), [2]);
});

test("all typed words must be there, and nothing typed finds all", () => {
  assert.deepEqual(placesFound(ZONES, "казахстан 05"), [0]);
  assert.deepEqual(placesFound(ZONES, "казахстан 04"), []);
  assert.deepEqual(placesFound(ZONES, "  "), [0, 1, 2]);
});
