// @ts-check
/** Answers given offline are kept on the device and sent once, under their own key. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { memoryShelf } from "../../static/js/kit/storage.ts";
import { answerIn } from "../../static/js/learn/study/answers.ts";
import { createDeeds } from "../../static/js/learn/study/deeds.ts";

const about = { name: "study.ABC.1", edition: "new", address: "/study/ABC/deeds", token: "t", tab: "one" };

/** @param {string} key @param {string} option @param {string} [item] */
const answer = (key, option, item = "quiz") => ({
  type: /** @type {const} */ ("answered"),
  key,
  item,
  at: 5,
  language: "en",
  answer: { options: [option] },
});

/** @param {Record<string, string | string[]>} values */
function fields(values) {
  const data = new FormData();
  for (const [name, value] of Object.entries(values)) for (const item of [value].flat()) data.append(name, item);
  return data;
}

/** @param {(body: any) => any} reply the server's status and text, or a failure to reach it @param {() => Promise<void>} act */
async function replying(reply, act) {
  const realFetch = globalThis.fetch;
  globalThis.fetch = /** @type {any} */ (
    async (/** @type {string} */ _address, /** @type {{body: string}} */ { body }) => {
      const answer = reply(JSON.parse(body));
      if (!answer) throw new TypeError("Failed to fetch");
      return { ok: answer.status < 300, status: answer.status, text: async () => answer.text };
    }
  );
  try {
    await act();
  } finally {
    globalThis.fetch = realFetch;
  }
}

/** @param {{deeds: {key: string}[]}} report @param {string} [code] */
const accepted = ({ deeds }, code = "") => ({ status: 200, text: JSON.stringify({ done: deeds.map(({ key }) => ({ key, code })) }) });

test("a form is read as the server reads it", () => {
  assert.deepEqual(answerIn(fields({ csrf_token: "x", key: "y", options: ["b", "", "a"] })), { options: ["b", "a"] });
  assert.deepEqual(answerIn(fields({ "points.a": "7", "points.b": "0" })), { points: { a: 7 } });
  assert.deepEqual(answerIn(fields({ number: "2,5" })), { number: 2.5 });
  assert.deepEqual(answerIn(fields({ text: " One\r\ntwo " })), { text: "One\ntwo" });
  assert.deepEqual(answerIn(fields({ options: ["", "true"], text: "Seen it" })), { options: ["true"], text: "Seen it" });
  assert.deepEqual(answerIn(fields({ words: ["one", " ", "two"] })), { words: ["one", "two"] });
  assert.deepEqual(answerIn(fields({ options: "a", abstain: "1" })), { abstain: true });
});

test("an empty field or an invalid number is no answer", () => {
  assert.equal(answerIn(fields({ csrf_token: "x", missed: "ROOM", text: "  " })), null);
  assert.equal(answerIn(fields({ number: "many" })), null);
  assert.equal(answerIn(fields({ options: "", text: "A reason without a choice" })), null);
  assert.equal(answerIn(fields({ "points.a": "x" })), null);
});

test("an answer waits while the server cannot be reached, and is sent once", async () => {
  const shelf = memoryShelf();
  /** @type {any[]} */
  const results = [];
  const deeds = createDeeds(shelf, { ...about, settle: (...result) => results.push(result) });
  assert.equal(deeds.answer(answer("key-0001", "a")), "key-0001");
  await replying(() => null, async () => assert.equal(await deeds.send(), false));
  assert.ok(deeds.isCut());
  await replying(() => ({ status: 502, text: "" }), async () => assert.equal(await deeds.send(), false));
  assert.ok(deeds.isCut());

  /** @type {string[]} */
  const sentKeys = [];
  const next = createDeeds(shelf, { ...about, tab: "two", settle: (...result) => results.push(result) });
  const hear = (/** @type {any} */ body) => {
    sentKeys.push(...body.deeds.map((/** @type {any} */ { key }) => key));
    return accepted(body);
  };
  await replying(hear, async () => {
    assert.equal(await next.send(), true);
    assert.equal(await next.send(), true);
  });

  assert.deepEqual(sentKeys, ["key-0001"]);
  assert.ok(!next.isCut());
  assert.deepEqual(results.map(([{ item }, isRefused]) => [item, isRefused]), [["quiz", false]]);
});

test("another network's reply does not count as the server's", async () => {
  const deeds = createDeeds(memoryShelf(), about);
  deeds.add({ type: "read", key: "key-0000", slide: "welcome", began: 0, ended: 1000, seconds: 1 });
  deeds.answer(answer("key-0001", "a"));

  for (const text of ["<h1>Sign in to this network", "{}", "null"])
    await replying(() => ({ status: 200, text }), async () => assert.equal(await deeds.send(), false));

  assert.deepEqual(deeds.answers().map(({ key }) => key), ["key-0001"]);
});

test("a repeated answer keeps its key, a different one replaces it", () => {
  const deeds = createDeeds(memoryShelf(), about);
  deeds.answer(answer("key-0001", "a"));
  deeds.answer(answer("key-0002", "a", "poll"));

  assert.equal(deeds.answer(answer("key-0003", "a")), "key-0001");
  assert.equal(deeds.answer(answer("key-0004", "b")), "key-0004");
  assert.deepEqual(deeds.answers().map(({ key }) => key), ["key-0002", "key-0004"]);
  deeds.drop("key-0002");
  assert.deepEqual(deeds.answers().map(({ key }) => key), ["key-0004"]);
});

test("nothing is reported as kept on a full device", () => {
  const deeds = createDeeds({ ...memoryShelf(), setItem: () => {} }, about);

  assert.equal(deeds.answer(answer("key-0001", "a")), "");
});

test("a permanently refused answer does not remove others", async () => {
  /** @type {any[]} */
  const results = [];
  const deeds = createDeeds(memoryShelf(), { ...about, settle: (deed, isRefused) => results.push([deed?.item, isRefused]) });
  deeds.add({ type: "read", key: "key-0000", slide: "welcome", began: 0, ended: 1000, seconds: 1 });
  deeds.answer(answer("key-0001", "a", "gone"));
  deeds.answer(answer("key-0002", "a", "closed"));
  deeds.answer(answer("key-0003", "a"));
  const reply = (/** @type {any} */ body) => {
    const [{ item }] = body.deeds;
    if (item === "closed") return { status: 422, text: '{"code": "course_closed"}' };
    return accepted(body, item === "gone" ? "unknown_slide" : "");
  };
  await replying(reply, async () => assert.equal(await deeds.send(), true));

  assert.deepEqual(results, [[undefined, false], ["gone", true], ["closed", true], ["quiz", false]]);
  assert.deepEqual(deeds.answers(), []);
});
