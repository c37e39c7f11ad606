// @ts-check
/** Time at a slide is counted while it is in sight and in use, and is reported exactly once. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { memoryShelf } from "../../static/js/kit/storage.ts";
import { createDeeds } from "../../static/js/learn/study/deeds.ts";
import { createTimer, IDLE_MS, LONGEST_MS } from "../../static/js/learn/study/timer.ts";

/** A page whose seconds the test lets pass. */
function opened() {
  let at = 1_000_000;
  /** @type {import("../../static/js/learn/study/timer.ts").Read[]} */
  const reports = [];
  /** @type {import("../../static/js/learn/study/timer.ts").Read[]} */
  const growing = [];
  const timer = createTimer("welcome", {
    now: () => at,
    newKey: () => `key-${reports.length}`,
    keep: (read) => void growing.push(read),
    tell: (read) => void reports.push(read),
  });
  return {
    timer,
    reports,
    growing,
    /** @param {number} seconds */
    pass(seconds) {
      for (let second = 0; second < seconds; second += 1) {
        at += 1000;
        timer.tick();
      }
    },
    /** @param {number} ms */
    jump(ms) {
      at += ms;
    },
    counted: () => reports.reduce((sum, { seconds }) => sum + seconds, 0),
  };
}

test("time counts while the page is in sight and in use", () => {
  const page = opened();
  page.timer.tick();

  page.pass(20);
  page.timer.stop();

  assert.equal(page.counted(), 20);
  assert.equal(page.reports[0]?.ended - (page.reports[0]?.began ?? 0), 20_000);
});

test("time out of sight does not count", () => {
  const page = opened();
  page.timer.tick();
  page.pass(5);
  page.timer.seen(false);
  page.pass(100);
  page.timer.seen(true);
  page.timer.tick();
  page.pass(3);
  page.timer.stop();

  assert.deepEqual(
    page.reports.map(({ seconds }) => seconds),
    [5, 3],
  );
});

test("a reader idle for a minute counts as gone", () => {
  const page = opened();
  page.timer.tick();
  page.pass(3600);
  page.timer.stop();
  assert.equal(page.counted(), IDLE_MS / 1000);

  page.timer.used();
  page.pass(4);
  page.timer.stop();
  assert.equal(page.counted(), IDLE_MS / 1000 + 4);
});

test("continued use is reported every minute", () => {
  const page = opened();
  page.timer.tick();
  for (let minute = 0; minute < 10; minute += 1) {
    page.timer.used();
    page.pass(30);
  }
  page.timer.stop();

  assert.equal(page.counted(), 300);
  assert.ok(page.reports.every(({ seconds }) => seconds <= LONGEST_MS / 1000));
});

test("sleep does not count as reading, and a clock set back removes nothing", () => {
  const page = opened();
  page.timer.tick();
  page.pass(5);
  page.jump(30_000);
  page.timer.tick();
  page.pass(5);
  page.jump(-3_600_000);
  page.timer.used();
  page.pass(5);
  page.timer.stop();

  assert.equal(page.counted(), 15);
  assert.ok(page.reports.every(({ began, ended }) => ended >= began));
});

/** @param {Partial<import("../../static/js/learn/study/timer.ts").Read>} more */
const read = (more) => ({
  type: /** @type {const} */ ("read"),
  key: "key-0",
  slide: "welcome",
  began: 0,
  ended: 1000,
  seconds: 1,
  ...more,
});

const about = { name: "study.ABC.1", edition: "new", address: "/study/ABC/deeds", token: "t" };

/** @param {(message: any) => Partial<Response>} answer @param {() => Promise<void>} act */
async function answering(answer, act) {
  const realFetch = globalThis.fetch;
  globalThis.fetch = /** @type {any} */ (
    async (/** @type {string} */ _address, /** @type {{body: string}} */ { body }) => ({
      text: async () => '{"done": []}',
      ...answer(JSON.parse(body)),
    })
  );
  try {
    await act();
  } finally {
    globalThis.fetch = realFetch;
  }
}

test("reported time stays on the device until the server has it", async () => {
  const shelf = memoryShelf();
  let reports = 0;
  const deeds = createDeeds(shelf, { ...about, tab: "one", settle: () => (reports += 1) });
  deeds.add(read({ key: "key-0" }));
  await answering(() => ({ ok: false, status: 503 }), async () => {
    assert.equal(await deeds.send(), false);
  });
  // The page for taking a seat, or a page of another network.
  await answering(() => ({ ok: true, status: 200, text: async () => "<h1>Sign in" }), async () => {
    assert.equal(await deeds.send(), false);
  });
  assert.equal(reports, 0);

  /** @type {string[]} */
  const sentDeeds = [];
  const later = createDeeds(shelf, { ...about, edition: "newer", tab: "two", settle: () => (reports += 1) });
  later.add(read({ key: "key-1" }));
  await answering(
    (message) => {
      sentDeeds.push(...message.deeds.map(({ key }) => `${message.edition} ${key}`));
      return { ok: true, status: 200 };
    },
    async () => {
      assert.equal(await later.send(), true);
      assert.equal(await later.send(), true);
    },
  );
  assert.deepEqual(sentDeeds, ["new key-0", "newer key-1"]);
  assert.equal(reports, 2);
});

test("the next page reports the time of one that died", async () => {
  const shelf = memoryShelf();
  createDeeds(shelf, { ...about, tab: "dead" }).hold(read({ key: "key-7", ended: 5, seconds: 3 }));
  const alive = createDeeds(shelf, { ...about, tab: "alive" });
  createDeeds(shelf, { ...about, tab: "other" }).hold(read({ key: "key-8", ended: Date.now(), seconds: 3 }));

  /** @type {string[]} */
  const sentDeeds = [];
  await answering(
    (message) => {
      sentDeeds.push(...message.deeds.map(({ key }) => key));
      return { ok: true, status: 200 };
    },
    async () => void (await alive.send()),
  );

  assert.deepEqual(sentDeeds, ["key-7"]);
});

test("a leaving learner removes only their own data", () => {
  const shelf = memoryShelf();
  shelf.setItem("study.ABC.12.draft.parents", "Another's");
  const deeds = createDeeds(shelf, { ...about, tab: "one" });
  deeds.add(read({}));
  deeds.hold(read({}));
  shelf.setItem("study.ABC.1.draft.parents", "Mine");

  deeds.forget();

  assert.deepEqual(shelf.keys(), ["study.ABC.12.draft.parents"]);
});
