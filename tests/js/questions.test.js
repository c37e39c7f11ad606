// @ts-check
/** Questions keep their order for readers and are shown in their language; unread messages are counted. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { createUnread } from "../../static/js/live/chat/unread.ts";
import { memoryShelf } from "../../static/js/kit/storage.ts";
import { createOrder } from "../../static/js/live/questions/order.ts";
import { createTokens } from "../../static/js/live/questions/tokens.ts";
import { isPublic, worded } from "../../static/js/live/questions/wording.ts";

/** @param {Record<string, any>} changes @returns {any} */
const make = (changes) => ({ state: "open", text: "Why?", language: "kk", votes: 0, translations: {}, ...changes });
const ids = (/** @type {any} */ { questions }) => questions.map((/** @type {any} */ { id }) => id);

test("questions with more votes come first, older ones first among equals", () => {
  const order = createOrder();

  const arranged = order.arrange([make({ id: 3, votes: 2 }), make({ id: 1 }), make({ id: 2, votes: 2 })], false);

  assert.deepEqual(ids(arranged), [2, 3, 1]);
  assert.equal(arranged.isStale, false);
});

test("the order stays while reading, new questions come last, and a new order is offered", () => {
  const order = createOrder();
  order.arrange([make({ id: 1 }), make({ id: 2 })], true);

  const later = order.arrange([make({ id: 1 }), make({ id: 2, votes: 5 }), make({ id: 3, votes: 9 })], true);
  assert.deepEqual(ids(later), [1, 2, 3]);
  assert.equal(later.isStale, true);

  order.renew();
  const renewed = order.arrange([make({ id: 1 }), make({ id: 2, votes: 5 }), make({ id: 3, votes: 9 })], true);
  assert.deepEqual(ids(renewed), [3, 2, 1]);
  assert.equal(renewed.isStale, false);
});

test("a removed question leaves no gap", () => {
  const order = createOrder();
  order.arrange([make({ id: 1 }), make({ id: 2 })], true);

  assert.deepEqual(order.arrange([make({ id: 2 })], true), { questions: [make({ id: 2 })], isStale: false });
});

test("a reader sees their own language if available, with the original one tap away", () => {
  const question = make({ id: 1, text: "Неге?", translations: { ru: "Почему?" } });

  assert.deepEqual(worded(question, "ru"), { text: "Почему?", language: "ru", hasOther: true });
  assert.deepEqual(worded(question, "ru", true), { text: "Неге?", language: "kk", hasOther: true });
  assert.deepEqual(worded(question, "kk"), { text: "Неге?", language: "kk", hasOther: false });
  assert.deepEqual(worded(question, "prs"), { text: "Неге?", language: "kk", hasOther: false });
});

test("a hidden or unknown question is not public", () => {
  assert.equal(isPublic(make({})), true);
  assert.equal(isPublic(make({ state: "waiting" })), false);
  assert.equal(isPublic(/** @type {any} */ ({ id: 1, votes: 3 })), false);
});

test("at most twenty secrets of anonymous questions are kept, for a day", () => {
  let now = 0;
  const [shelf, owner] = [memoryShelf(), "ABCD2345.7"];
  const tokens = createTokens(shelf, owner, () => now);
  for (let number = 0; number < 25; number += 1) tokens.add(`token-${number}`);

  assert.equal(createTokens(shelf, owner, () => now).all.length, 20);
  assert.equal(tokens.all.at(-1), "token-24");
  assert.deepEqual(createTokens(shelf, "ABCD2345.8", () => now).all, []);
  now += 25 * 60 * 60 * 1000;
  assert.deepEqual(tokens.all, []);
});

test("others' messages are unread until viewed, also after a reload", () => {
  const shelf = memoryShelf();
  const messages = /** @type {any[]} */ ([
    { id: 1, member: 1 },
    { id: 2, member: 7 },
    { id: 3, member: 1, removed: true },
    { id: 4, member: 1 },
  ]);
  const unread = createUnread(shelf, "ABCD2345.7");
  assert.equal(unread.count(messages, 7), 2);

  unread.mark(1);
  assert.equal(createUnread(shelf, "ABCD2345.7").count(messages, 7), 1);
  unread.mark(4);
  unread.mark(2);
  assert.equal(unread.count(messages, 7), 0);
});
