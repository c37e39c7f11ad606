// Pages of a course that is kept: from the network, or by the player.
import assert from "node:assert/strict";
import test from "node:test";
import { codeIn, pageOrPlayer, PATIENCE_MS } from "../../static/js/learn/offline/fallback.ts";

const answered = (status) => new Response("page", { status });
const player = async () => new Response("player");
const isKept = async () => true;
const isNotKept = async () => false;

async function shown(fetchPage, { keeps = isKept, has = player } = {}) {
  return (await pageOrPlayer("CODE", fetchPage, has, keeps)).text();
}

test("a page comes from the network, be it one that says no", async () => {
  assert.equal(await shown(async () => answered(200)), "page");
  assert.equal(await shown(async () => answered(404)), "page");
});

test("where the network or the server is away the player comes in its place", async () => {
  assert.equal(await shown(() => Promise.reject(new TypeError("failed"))), "player");
  for (const status of [502, 503, 504]) assert.equal(await shown(async () => answered(status)), "player");
});

test("what a proxy says of a course that is not kept is shown", async () => {
  assert.equal(await shown(async () => answered(502), { keeps: isNotKept }), "page");
});

test("without a network the player says that a course is not kept", async () => {
  assert.equal(await shown(() => Promise.reject(new TypeError("failed")), { keeps: isNotKept }), "player");
});

test("for a page that does not come one waits a while, and longer if the course is not kept", async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const slow = () => new Promise((resolve) => setTimeout(() => resolve(answered(200)), 3 * PATIENCE_MS));

  const kept = shown(slow);
  const other = shown(slow, { keeps: isNotKept });
  t.mock.timers.tick(PATIENCE_MS);
  assert.equal(await kept, "player");
  t.mock.timers.tick(2 * PATIENCE_MS);
  assert.equal(await other, "page");
});

test("a browser that has dropped the player waits for the page, and says what the browser says", async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const has = async () => undefined;
  const slow = () => new Promise((resolve) => setTimeout(() => resolve(answered(200)), 2 * PATIENCE_MS));

  const page = shown(slow, { has });
  t.mock.timers.tick(PATIENCE_MS);
  await new Promise(setImmediate);
  t.mock.timers.tick(PATIENCE_MS);

  assert.equal(await page, "page");
  await assert.rejects(shown(() => Promise.reject(new TypeError("failed")), { has }), TypeError);
});

test("the code of a course is read from the address as people type it", () => {
  assert.equal(codeIn("/study/abcd-2345/s/welcome"), "ABCD2345");
  assert.equal(codeIn("/study/"), "");
});
