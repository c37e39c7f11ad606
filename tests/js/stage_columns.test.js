// A stage of two languages shows a text that both readers see in the same language once.

import assert from "node:assert/strict";
import { test } from "node:test";

import { columnsOf } from "../../static/js/live/stage/columns.ts";
import { makeSnapshot, makeStep } from "./factories.js";

const deck = (language, textLanguage) => ({ language, slides: [{ language: textLanguage, title: "Tea", poll: { question: "Tea?", labels: {}, language: textLanguage } }] });
const shown = (decks, scene = { kind: "slide" }, changes = {}) =>
  columnsOf(/** @type {any} */ ({ poll: null, step: null, ...scene }), makeSnapshot({ room: { slide: 0 }, ...changes }), decks).map(({ language }) => language);

test("a slide that is translated stands in two columns", () => {
  assert.deepEqual(shown([deck("kk", "kk"), deck("ru", "ru")]), ["kk", "ru"]);
});

test("a slide that is not translated stands once, in its own language if that is on the stage", () => {
  assert.deepEqual(shown([deck("kk", "ru"), deck("ru", "ru")]), ["ru"]);
  assert.deepEqual(shown([deck("kk", "en"), deck("ru", "en")]), ["kk"]);
});

test("a poll, a step and a question that nobody has translated stand once", () => {
  const decks = [deck("kk", "kk"), deck("ru", "ru")];
  const steps = [makeStep({ step: 1, text: "Meet", language: "ru" }), makeStep({ step: 2, language: "ru", texts: { kk: "Кездесу" } })];
  const stage = { kind: "question", key: "4" };
  const questions = { items: [{ id: 4, text: "Why?", language: "en", translations: {} }] };

  assert.deepEqual(shown(decks, { kind: "step", step: 1 }, { steps }), ["ru"]);
  assert.deepEqual(shown(decks, { kind: "step", step: 2 }, { steps }), ["kk", "ru"]);
  assert.deepEqual(shown(decks, { kind: "brought" }, { stage, questions }), ["kk"]);
  assert.deepEqual(shown(decks, { kind: "ended" }), ["kk", "ru"]);
});
