// Data is kept in the browser's storage.
import assert from "node:assert/strict";
import test from "node:test";
import { memoryShelf, recall } from "../../static/js/kit/storage.ts";

test("a value stored as JSON is recalled", () => {
  const shelf = memoryShelf();
  shelf.setItem("tea", JSON.stringify(["black", 2]));

  assert.deepEqual(recall(shelf, "tea"), ["black", 2]);
});

test("a missing or unreadable value is recalled as nothing", () => {
  const shelf = memoryShelf();
  shelf.setItem("torn", '{"half":');

  assert.equal(recall(shelf, "torn"), null);
  assert.equal(recall(shelf, "never"), null);
});
