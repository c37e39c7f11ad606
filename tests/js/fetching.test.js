// @ts-check
/** Fetching a pack over a breaking link does not repeat received bytes. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { memoryShelf } from "../../static/js/kit/storage.ts";
import { dropPieces, fetchPack } from "../../static/js/learn/offline/pack_download.ts";

const COURSE = { title: "Профилактика: что помогает".repeat(3000) };
const PACK = new TextEncoder().encode(JSON.stringify(COURSE));

/** Each answer breaks after this many bytes, or arrives whole. @param {number[]} breaks @param {(addresses: string[]) => Promise<void>} act */
async function breaking(breaks, act) {
  const realFetch = globalThis.fetch;
  /** @type {string[]} */
  const addresses = [];
  globalThis.fetch = /** @type {any} */ (
    async (/** @type {string} */ address) => {
      addresses.push(address);
      const from = Number(new URL(address, "http://x").searchParams.get("from") ?? 0);
      if (from > PACK.length) return { ok: false, status: 409 };
      const remaining = PACK.slice(from);
      const breakAt = breaks.shift() ?? Infinity;
      let sent = 0;
      const body = new ReadableStream({
        pull(controller) {
          if (sent >= breakAt) return controller.error(new TypeError("network error"));
          if (sent >= remaining.length) return controller.close();
          const end = Math.min(sent + 1001, breakAt, remaining.length);
          controller.enqueue(remaining.slice(sent, end));
          sent = end;
        },
      });
      return { ok: true, status: 200, body };
    }
  );
  try {
    await act(addresses);
  } finally {
    globalThis.fetch = realFetch;
  }
}

test("only the rest is fetched after a cut, even within a letter", async () => {
  const shelf = memoryShelf();
  /** @type {number[]} */
  const received = [];
  const get = () => fetchPack(shelf, "key.v1", "/pack.ru.json", "v1", (bytes) => received.push(bytes));

  await breaking([90_000, 20_000], async (addresses) => {
    await assert.rejects(get());
    await assert.rejects(get());
    assert.deepEqual(await get(), COURSE);

    const from = addresses.map((address) => Number(new URL(address, "http://x").searchParams.get("from") ?? 0));
    assert.equal(from[0], 0);
    assert.ok(from[1] > 89_990 && from[1] <= 90_000);
    assert.ok(from[2] > 109_980 && from[2] <= 110_000);
    assert.match(addresses[1] ?? "", /version=v1/);
  });
  assert.equal(Math.max(...received), PACK.length);
  dropPieces(shelf, "key.");
  assert.deepEqual(shelf.keys(), []);
});

test("another version starts over, and a full device keeps nothing with a gap", async () => {
  const shelf = memoryShelf();
  let freePieces = 2;
  const full = { ...shelf, setItem: (/** @type {string} */ key, /** @type {string} */ value) => void (freePieces-- > 0 && shelf.setItem(key, value)) };
  await breaking([90_000], async (addresses) => {
    await assert.rejects(fetchPack(full, "key.v1", "/pack.ru.json", "v1", () => {}));
    assert.deepEqual(shelf.keys(), ["key.v1.0", "key.v1.1"]);
    await fetchPack(shelf, "key.v2", "/pack.ru.json", "v2", () => {});
    assert.equal(addresses[1], "/pack.ru.json");
    assert.deepEqual(await fetchPack(shelf, "key.v1", "/pack.ru.json", "v1", () => {}), COURSE);
  });
});

for (const [damage, pieces] of /** @type {[string, string[]][]} */ ([
  ["do not fit", ["x".repeat(16_001)]],
  ["are too many", Array(10).fill("x".repeat(16_001))],
])) {
  test(`pieces of two tabs that ${damage} are fetched again`, async () => {
    const shelf = memoryShelf();
    pieces.forEach((piece, at) => shelf.setItem(`key.v1.${at}`, piece));

    await breaking([], async (addresses) => {
      assert.deepEqual(await fetchPack(shelf, "key.v1", "/pack.ru.json", "v1", () => {}), COURSE);
      assert.equal(addresses.length, 2);
    });
  });
}
