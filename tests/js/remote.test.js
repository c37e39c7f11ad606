// @ts-check
/** The remote fetches its notes part by part, once each. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { openPartNotes } from "../../static/js/live/remote/notes.ts";

const ROOM = { code: "ABCD2345", parts: [0, 2], slides: 4 };

/** A server of notes that records requests. */
function makeServer() {
  /** @type {string[]} */
  const requests = [];
  const get = async (/** @type {string} */ url) => {
    requests.push(url);
    const first = url.endsWith("/1") ? 2 : 0;
    const notes = [0, 1].map((at) => ({ html: `note ${first + at}`, language: "ru" }));
    return { first, notes };
  };
  return { asked: requests, get };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

test("the slide's part is fetched once", async () => {
  const { asked, get } = makeServer();
  const notes = openPartNotes(ROOM, "ru", get);

  assert.equal(notes.get(0), undefined);
  notes.get(0);
  await settled();

  assert.deepEqual(notes.get(0), { html: "note 0", language: "ru" });
  assert.deepEqual(asked, ["/rooms/ABCD2345/notes/ru/0"]);
});

test("the next part is loaded before its first slide is shown", async () => {
  const { asked, get } = makeServer();
  const notes = openPartNotes(ROOM, "ru", get);
  notes.get(1);
  await settled();

  notes.get(1);
  await settled();

  assert.equal(asked.length, 2);
  assert.deepEqual(notes.get(2), { html: "note 2", language: "ru" });
});

test("nothing is fetched after the last slide", async () => {
  const { asked, get } = makeServer();
  const notes = openPartNotes(ROOM, "ru", get);
  notes.get(3);
  await settled();
  notes.get(3);

  assert.deepEqual(asked, ["/rooms/ABCD2345/notes/ru/1"]);
});
