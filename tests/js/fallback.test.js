// Pages of a kept course come from the network or from the player.
import assert from "node:assert/strict";
import test from "node:test";
import { codeIn, pageOrPlayer, PATIENCE_MS } from "../../static/js/learn/offline/fallback.ts";

const answered = (status) => new Response("page", { status });
const player = async () => new Response("player");
const isKept = async () => true;
const isNotKept = async () => false;

async function shownPage(fetchPage, { keeps = isKept, has = player } = {}) {
  return (await pageOrPlayer("CODE", fetchPage, has, keeps)).text();
}

test("a page comes from the network, even a refusal", async () => {
  assert.equal(await shownPage(async () => answered(200)), "page");
  assert.equal(await shownPage(async () => answered(404)), "page");
});

test("the player replaces a page if the network or server is away", async () => {
  assert.equal(await shownPage(() => Promise.reject(new TypeError("failed"))), "player");
  for (const status of [502, 503, 504]) assert.equal(await shownPage(async () => answered(status)), "player");
});

test("a proxy's answer is shown for a course that is not kept", async () => {
  assert.equal(await shownPage(async () => answered(502), { keeps: isNotKept }), "page");
});

test("the player says offline that a course is not kept", async () => {
  assert.equal(await shownPage(() => Promise.reject(new TypeError("failed")), { keeps: isNotKept }), "player");
});

test("a slow page is waited for, and longer if the course is not kept", async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const slow = () => new Promise((resolve) => setTimeout(() => resolve(answered(200)), 3 * PATIENCE_MS));

  const keptPage = shownPage(slow);
  const otherPage = shownPage(slow, { keeps: isNotKept });
  t.mock.timers.tick(PATIENCE_MS);
  assert.equal(await keptPage, "player");
  t.mock.timers.tick(2 * PATIENCE_MS);
  assert.equal(await otherPage, "page");
});

test("a browser without the player waits for the page and passes on its error", async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const has = async () => undefined;
  const slow = () => new Promise((resolve) => setTimeout(() => resolve(answered(200)), 2 * PATIENCE_MS));

  const page = shownPage(slow, { has });
  t.mock.timers.tick(PATIENCE_MS);
  await new Promise(setImmediate);
  t.mock.timers.tick(PATIENCE_MS);

  assert.equal(await page, "page");
  await assert.rejects(shownPage(() => Promise.reject(new TypeError("failed")), { has }), TypeError);
});

test("the course code is read from the address as people type it", () => {
  assert.equal(codeIn("/study/abcd-2345/s/welcome"), "ABCD2345");
  assert.equal(codeIn("/study/"), "");
  assert.equal(codeIn("/study/%D0%9/s/welcome"), "");
});
