// @ts-check
/** Polls and speaker notes are shown in the reader's language. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { openNotes } from "../../static/js/live/console/notes.ts";
import { wordsOfPoll } from "../../static/js/live/polls/wording.ts";

const deckPoll = { poll: "what-works", kind: "single", quiz: true, question: "Что помогает?", language: "ru", labels: { talk: "Лекция" } };
const deck = /** @type {any} */ ({ language: "ru", slides: [{ id: "a", poll: null }, { id: "what-works", poll: deckPoll }] });
const poll = (/** @type {object} */ more) => /** @type {any} */ ({ poll: "what-works", texts: null, ...more });

test("a poll of the module has its texts from the deck", () => {
  assert.equal(wordsOfPoll(poll({}), deck, "ru")?.question, "Что помогает?");
});

test("a poll has no texts while the deck is loading", () => {
  assert.equal(wordsOfPoll(poll({}), null, "ru"), null);
});

test("a spontaneous poll has its own texts, if need be in the next best language", () => {
  const texts = { en: { question: "Break?", labels: { yes: "Yes" } }, ru: { question: "Перерыв?", labels: { yes: "Да" } } };
  const spot = poll({ poll: "spot-1", texts });

  assert.equal(wordsOfPoll(spot, null, "kk")?.question, "Перерыв?");
  assert.deepEqual(wordsOfPoll(spot, deck, "prs"), { ...texts.en, language: "en" });
});

test("notes in the page are not fetched, others are fetched once", async () => {
  /** @type {string[]} */
  const fetched = [];
  const kazakh = { language: "kk", notes: [] };
  const get = async (/** @type {string} */ url) => {
    fetched.push(url);
    return kazakh;
  };
  const notes = openNotes("K7M2QXRD", { language: "en", notes: [] }, get);
  const arrival = new Promise((resolve) => notes.subscribe(() => resolve(true)));

  assert.equal(notes.get("en")?.language, "en");
  assert.equal(notes.get("kk"), null);
  notes.get("kk");
  await arrival;

  assert.equal(notes.get("kk"), kazakh);
  assert.deepEqual(fetched, ["/rooms/K7M2QXRD/notes/kk"]);
});
