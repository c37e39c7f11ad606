// A phone keeps what it shows until the next picture has arrived, and drops a picture that has become old.
import assert from "node:assert/strict";
import test from "node:test";
import { createFreshness, OLD_MS } from "../../static/js/live/stills/freshness.ts";
import { isGoodEnough } from "../../static/js/live/stills/link.ts";
import { createLoader } from "../../static/js/live/stills/loader.ts";

/** A fetcher whose pictures arrive when the test says so. */
function slowLink() {
  const waiting = {};
  const fetchPicture = (address) => new Promise((resolve, reject) => (waiting[address] = { resolve, reject }));
  const settle = async (act) => {
    act();
    await new Promise((resolve) => setImmediate(resolve));
  };
  return {
    fetchPicture,
    arrive: (address) => settle(() => waiting[address].resolve(`picture ${address}`)),
    fail: (address) => settle(() => waiting[address].reject(new Error())),
  };
}

test("a picture is shown once it has arrived, and the older one until then", async () => {
  const link = slowLink();
  let changes = 0;
  const loader = createLoader(() => (changes += 1), link.fetchPicture);

  assert.equal(loader.show("a"), null);
  await link.arrive("a");
  assert.equal(loader.show("a"), "picture a");
  assert.equal(loader.show("b"), "picture a");
  await link.arrive("b");
  assert.equal(loader.show("b"), "picture b");
  assert.equal(changes, 2);
});

test("a picture that is taken away disappears at once, and does not come back when it arrives", async () => {
  const link = slowLink();
  const loader = createLoader(() => assert.fail("nothing is to be drawn"), link.fetchPicture);
  loader.show("a");

  assert.equal(loader.show(null), null);
  await link.arrive("a");

  assert.equal(loader.show(null), null);
});

test("an older picture that arrives late is not shown", async () => {
  const link = slowLink();
  const loader = createLoader(() => {}, link.fetchPicture);
  loader.show("a");
  loader.show("b");
  await link.arrive("b");

  await link.arrive("a");

  assert.equal(loader.show("b"), "picture b");
});

test("a picture that could not be fetched is tried again", async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const link = slowLink();
  const loader = createLoader(() => {}, link.fetchPicture);
  loader.show("a");
  await link.fail("a");

  t.mock.timers.tick(5000);
  await link.arrive("a");

  assert.equal(loader.show("a"), "picture a");
});

test("a picture that no newer one follows becomes old", (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  let changes = 0;
  const isFresh = createFreshness(() => (changes += 1));

  assert.ok(isFresh("a"));
  t.mock.timers.tick(OLD_MS - 1);
  assert.ok(isFresh("b"));
  t.mock.timers.tick(OLD_MS - 1);
  assert.ok(isFresh("b"));
  t.mock.timers.tick(1);

  assert.ok(!isFresh("b"));
  assert.equal(changes, 1);
  assert.ok(isFresh("c"));
});

test("links that are slow or cost the person money do not carry the picture of the speaker", () => {
  assert.ok(isGoodEnough({}));
  assert.ok(isGoodEnough({ savesData: false, kind: "4g", sound: "full" }));
  assert.ok(!isGoodEnough({ savesData: true }));
  assert.ok(!isGoodEnough({ kind: "2g" }));
  assert.ok(!isGoodEnough({ kind: "slow-2g" }));
  assert.ok(!isGoodEnough({ sound: "thin" }));
  assert.ok(!isGoodEnough({ sound: "none" }));
});
