// @ts-check
/** The roll of people on the console is filtered and sorted. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { languagesOf, rollOf } from "../../static/js/live/console/roll.ts";

/** @typedef {import("../../static/js/room/engine/types.ts").Person} Person */

/** @param {string} name @param {Person["state"]} state @returns {Person} */
const person = (name, state = "here") => ({ member: 1, name, language: "ru", role: "participant", state });
const names = (/** @type {Person[]} */ people) => people.map((person) => person.name);
/** @type {{ text: string, state: "" | Person["state"] }} */
const noFilter = { text: "", state: "" };

test("people who lost the connection come first, people who left come last", () => {
  const people = [person("A", "away"), person("B"), person("C", "lost")];

  assert.deepEqual(names(rollOf(people, noFilter, "ru")), ["C", "B", "A"]);
});

test("names sort by the reader's alphabet, ignoring case", () => {
  const people = [person("Яков"), person("ерлан"), person("Айгүл")];

  assert.deepEqual(names(rollOf(people, noFilter, "ru")), ["Айгүл", "ерлан", "Яков"]);
});

test("the filter ignores case and the dots of ё", () => {
  const people = [person("Семён Ли"), person("Анна")];

  assert.deepEqual(names(rollOf(people, { ...noFilter, text: " СЕМЕН" }, "ru")), ["Семён Ли"]);
});

test("the filter can select one state", () => {
  const people = [person("A", "away"), person("B")];

  assert.deepEqual(names(rollOf(people, { ...noFilter, state: "away" }, "ru")), ["A"]);
});

test("filtering does not reorder the given list", () => {
  const people = [person("B"), person("A")];

  rollOf(people, noFilter, "en");

  assert.deepEqual(names(people), ["B", "A"]);
});

test("languages are sorted by number of readers, without unread ones", () => {
  assert.deepEqual(languagesOf({ en: 2, kk: 14, prs: 0, ru: 11 }), [["kk", 14], ["ru", 11], ["en", 2]]);
});
