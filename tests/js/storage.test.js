// What is kept in the browser's storage.
import assert from "node:assert/strict";
import test from "node:test";
import { memoryShelf, recall } from "../../static/js/kit/storage.ts";

test("what was kept as JSON is recalled", () => {
  const shelf = memoryShelf();
  shelf.setItem("tea", JSON.stringify(["black", 2]));

  assert.deepEqual(recall(shelf, "tea"), ["black", 2]);
});

test("what was never kept, and what cannot be read, is nothing", () => {
  const shelf = memoryShelf();
  shelf.setItem("torn", '{"half":');

  assert.equal(recall(shelf, "torn"), null);
  assert.equal(recall(shelf, "never"), null);
});
