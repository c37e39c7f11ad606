// A closing page leaves its last reports for the next one.
import assert from "node:assert/strict";
import test from "node:test";
import { createTail, dropTails } from "../../static/js/learn/offline/tail.ts";
import { memoryShelf } from "../../static/js/kit/storage.ts";

const waiting = (key, at) => ({ key, code: "AAAA", edition: "e", at, refused: "", deed: { type: "read", key } });

test("unwritten data is left for the next page in its original order", () => {
  const shelf = memoryShelf();
  const tail = createTail("AAAA", 1, shelf);
  for (const deed of [waiting("second", 2), waiting("first", 1), waiting("written", 3)]) tail.hold(deed);
  tail.drop("written");
  assert.deepEqual(createTail("AAAA", 1, shelf).deeds().map(({ key }) => key), ["first", "second"]);
  assert.deepEqual(createTail("BBBB", 1, shelf).deeds(), []);
});

test("half-written data, or data of a removed course, is dropped", () => {
  const shelf = memoryShelf();
  createTail("AAAA", 1, shelf).hold(waiting("one", 1));
  createTail("BBBB", 1, shelf).hold(waiting("other", 1));
  shelf.setItem("webinar.tail.AAAA.broken", '{"deed":');
  assert.equal(createTail("AAAA", 1, shelf).deeds().length, 1);
  dropTails("AAAA", 1, shelf);
  assert.deepEqual(shelf.keys(), ["webinar.tail.BBBB.other"]);
});

test("two learners on one device each find their own data and that of older pages", () => {
  const shelf = memoryShelf();
  createTail("AAAA", 1, shelf).hold(waiting("mine", 1));
  createTail("AAAA", 2, shelf).hold(waiting("theirs", 2));
  shelf.setItem("webinar.tail.AAAA.old", JSON.stringify(waiting("old", 3)));
  assert.deepEqual(createTail("AAAA", 1, shelf).deeds(), [waiting("mine", 1), waiting("old", 3)]);
  dropTails("AAAA", 1, shelf);
  assert.deepEqual(createTail("AAAA", 2, shelf).deeds(), [waiting("theirs", 2)]);
});
