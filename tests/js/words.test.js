// Words, plurals, numbers and dates are written in four languages.
import assert from "node:assert/strict";
import test from "node:test";
import { newId } from "../../static/js/kit/id.ts";
import { dayInWords } from "../../static/js/kit/days.ts";
import { directionOf, pickText } from "../../static/js/kit/texts.ts";
import { createWords, msg, msgIn } from "../../static/js/kit/words.ts";
import { createCourseWords } from "../../static/js/learn/player/words.ts";

const PEOPLE = msg("{n} participant", "{n} participants");
const people = { one: "{n} участник", few: "{n} участника", many: "{n} участников", other: "{n} участника" };

test("a Russian number selects one of three forms", () => {
  const words = createWords({ texts: { [PEOPLE]: people } }, "ru");

  assert.deepEqual(
    [1, 3, 5, 21].map((n) => words.say(PEOPLE, { n })),
    ["1 участник", "3 участника", "5 участников", "21 участник"],
  );
});

test("a missing plural form falls back to the other one", () => {
  const words = createWords({ texts: { [PEOPLE]: { other: "{n} қатысушы" } } }, "kk");

  assert.equal(words.say(PEOPLE, { n: 1 }), "1 қатысушы");
});

test("Dari has its own digits and uses Persian's plural rule", () => {
  const words = createWords({ texts: { [PEOPLE]: { one: "{n} a", other: "{n} b" } } }, "prs");

  assert.equal(words.say(PEOPLE, { n: 25 }), "۲۵ b");
  assert.equal(words.number(7), "۷");
});

test("Kazakh numbers are written as Russian ones: browsers are built without Kazakh decimals", (t) => {
  const locales = [];
  t.mock.method(Intl, "NumberFormat", function (locale, { style = "decimal" }) {
    locales.push([locale, style]);
  });

  createWords({}, "kk");

  assert.deepEqual(locales, [["ru", "decimal"], ["kk", "percent"]]);
});

test("a placeholder without a value stays, and values are not filled again", () => {
  const words = createWords({}, "en");

  assert.equal(words.say("Proposed by: {name}, {when}", { name: "{when}" }), "Proposed by: {when}, {when}");
});

test("a text that the page did not bring is said in English", () => {
  const words = createWords({}, "en");

  assert.equal(words.say("Back"), "Back");
  assert.equal(words.say(msgIn("of a session", "Closed")), "Closed");
  assert.equal(words.say(msgIn("in a hall", "{n} hand", "{n} hands"), { n: 1 }), "1 hand");
  assert.deepEqual([1, 2].map((n) => words.say(PEOPLE, { n })), ["1 participant", "2 participants"]);
});

test("a refusal has the text of its code, an unknown one a general text", () => {
  const words = createWords({ refusals: { rate: "Wait", internal: "Something went wrong" } }, "en");

  assert.deepEqual([words.refusal("rate"), words.refusal("new_code"), words.refusal(undefined)], ["Wait", "Something went wrong", "Something went wrong"]);
});

test("a language has its name and its note from the page, an unknown one its tag", () => {
  const words = createWords({ languages: { kk: "Қазақша" }, fallbacks: { ru: "По-русски" } }, "ru");

  assert.deepEqual([words.nameOf("kk"), words.nameOf("uz")], ["Қазақша", "uz"]);
  assert.deepEqual([words.fallback("ru"), words.fallback("uz")], ["По-русски", "uz"]);
});

test("a course has its own words where a live session's differ", () => {
  const texts = { "You may write in any language.": "На любом языке", Explanation: "Почему" };
  const words = createCourseWords({ texts }, "ru");

  const sentence = words.say("Others see it once the moderator has let it through.");

  assert.deepEqual([sentence, words.say("Explanation")], ["На любом языке", "Почему"]);
});

test("a text falls back from Kazakh to Russian to English to any language", () => {
  assert.deepEqual(pickText({ en: 1, ru: 2 }, "kk"), { language: "ru", text: 2 });
  assert.deepEqual(pickText({ en: 1 }, "kk"), { language: "en", text: 1 });
  assert.deepEqual(pickText({ uz: 3 }, "kk"), { language: "uz", text: 3 });
  assert.equal(pickText({}, "kk"), null);
  assert.equal(pickText(undefined, "kk"), null);
});

test("a day is written in the reader's language, in Dari with both calendars", () => {
  assert.equal(dayInWords("2026-12-15", "en"), "December 15, 2026");
  assert.equal(dayInWords("2026-12-15", "kk"), "15.12.2026");
  assert.match(dayInWords("2026-12-15", "ru"), /15 декабря 2026/);
  assert.match(dayInWords("2026-12-15", "prs"), /قوس.*\(.*۲۰۲۶.*\)/);
});

test("only Dari runs from right to left", () => {
  assert.deepEqual(["en", "ru", "kk", "prs"].map(directionOf), ["ltr", "ltr", "ltr", "rtl"]);
});

test("identifiers are version 4 UUIDs even if the browser makes none", (t) => {
  const shape = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
  assert.match(newId(), shape);
  Object.defineProperty(crypto, "randomUUID", { value: undefined, configurable: true });
  t.after(() => delete crypto.randomUUID);

  const ids = new Set(Array.from({ length: 50 }, newId));

  assert.equal(ids.size, 50);
  for (const id of ids) assert.match(id, shape);
});

test("words and refusals loaded later are used like the first ones", () => {
  const words = createWords({ texts: { Poll: "Опрос" }, refusals: { rate: "Slow down" } }, "ru");

  words.add({ texts: { "Next steps": "Шаги" }, refusals: { step_decided: "It is decided" } });

  assert.deepEqual([words.say("Poll"), words.say("Next steps")], ["Опрос", "Шаги"]);
  assert.deepEqual([words.refusal("rate"), words.refusal("step_decided")], ["Slow down", "It is decided"]);
});
