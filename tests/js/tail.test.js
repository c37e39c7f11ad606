// What a page tells while it goes is there for the next one.
import assert from "node:assert/strict";
import test from "node:test";
import { createTail, dropTails } from "../../static/js/offline/tail.js";
import { memoryShelf } from "../../static/js/lib/storage.js";

const waiting = (key, at) => ({ key, code: "AAAA", edition: "e", at, refused: "", deed: { type: "read", key } });

test("what was not written is left for the next page, in the order in which it was done", () => {
  const shelf = memoryShelf();
  const tail = createTail("AAAA", shelf);
  for (const one of [waiting("second", 2), waiting("first", 1), waiting("written", 3)]) tail.hold(one);
  tail.drop("written");
  assert.deepEqual(createTail("AAAA", shelf).left().map(({ key }) => key), ["first", "second"]);
  assert.deepEqual(createTail("BBBB", shelf).left(), []);
});

test("what is half written, or of a course that was removed, is gone", () => {
  const shelf = memoryShelf();
  createTail("AAAA", shelf).hold(waiting("one", 1));
  createTail("BBBB", shelf).hold(waiting("other", 1));
  shelf.setItem("webinar.tail.AAAA.broken", '{"deed":');
  assert.equal(createTail("AAAA", shelf).left().length, 1);
  dropTails("AAAA", shelf);
  assert.deepEqual(shelf.keys(), ["webinar.tail.BBBB.other"]);
});
