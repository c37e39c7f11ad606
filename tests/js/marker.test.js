// Marks are added and taken away, also while earlier ones are on their way; new items are noticed once.
import assert from "node:assert/strict";
import test from "node:test";
import { createMarking } from "../../static/js/live/marker/marking.ts";
import { marksToBe, toggled } from "../../static/js/live/marker/marks.ts";
import { createRevealing } from "../../static/js/live/marker/revealing.ts";
import { blockReached } from "../../static/js/live/pointer/slide_tool.ts";
import { itemsOf } from "../../static/js/live/slides/items.ts";
import { revealItems } from "../../static/js/live/slides/reveal.ts";

const SLIDE = 3;
const marks = (marked, changes = {}) => ({ slide: SLIDE, blocks: 3, marked, ...changes });
const roomWith = (present, waiting = []) => ({
  state: { room: { slide: SLIDE, state: "live" }, marker: { marks: present } },
  waiting: waiting.map((next) => ({ command: "marker.set", fields: { marks: next } })),
});

/** The part of an element that a mark needs. */
function makeBlock(text = "") {
  const attributes = new Set();
  return {
    textContent: text,
    isMarked: () => attributes.has("data-marked"),
    isHidden: () => attributes.has("data-later"),
    setAttribute: (name) => attributes.add(name),
    removeAttribute: (name) => attributes.delete(name),
    toggleAttribute: (name, isOn) => (isOn ? attributes.add(name) : attributes.delete(name)),
    querySelectorAll: () => [],
  };
}

/** A slide with a title and two lines. */
function makeScreen() {
  const lines = [makeBlock("one"), makeBlock("two")];
  const room = roomWith(null);
  const told = [];
  const place = { title: makeBlock("Title"), body: { querySelectorAll: () => lines } };
  const draw = createMarking(room, () => [place], (blocks) => told.push(...blocks.map(({ textContent }) => textContent)));
  return {
    told,
    marked: () => lines.map((line) => line.isMarked()),
    hear(next, slide = SLIDE) {
      room.state = { room: { slide, state: "live" }, marker: { marks: next } };
      draw();
    },
  };
}

test("a passage is marked by the first press and unmarked by the second", () => {
  assert.deepEqual(toggled(null, { slide: SLIDE, block: 1, blocks: 3 }), marks([1]));
  assert.deepEqual(toggled(marks([1]), { slide: SLIDE, block: 2, blocks: 3 }), marks([1, 2]));
  assert.equal(toggled(marks([1]), { slide: SLIDE, block: 1, blocks: 3 }), null);
});

test("marks of a slide that was built differently are left behind", () => {
  assert.deepEqual(toggled(marks([1], { blocks: 9 }), { slide: SLIDE, block: 2, blocks: 3 }), marks([2]));
});

test("quick presses add up while the first is on its way", () => {
  assert.deepEqual(marksToBe(roomWith(null, [marks([1]), marks([1, 2])])), marks([1, 2]));
  assert.equal(marksToBe(roomWith(marks([1]), [null])), null);
});

test("marks of another slide do not count", () => {
  assert.equal(marksToBe(roomWith(marks([1], { slide: 2 }))), null);
});

test("marked lines bear the mark until they are unmarked or the slide goes", () => {
  const screen = makeScreen();

  screen.hear(marks([1, 2]));
  assert.deepEqual(screen.marked(), [true, true]);
  screen.hear(marks([2]));
  assert.deepEqual(screen.marked(), [false, true]);
  screen.hear(marks([2]), SLIDE + 1);
  assert.deepEqual(screen.marked(), [false, false]);
});

test("only what is newly marked is told", () => {
  const screen = makeScreen();

  screen.hear(marks([1]));
  screen.hear(marks([1]));
  screen.hear(marks([1, 2]));
  screen.hear(marks([2]));

  assert.deepEqual(screen.told, ["one", "two"]);
});

test("nothing is marked in a translation that is built differently", () => {
  const screen = makeScreen();

  screen.hear(marks([1], { blocks: 4 }));

  assert.deepEqual(screen.marked(), [false, false]);
  assert.deepEqual(screen.told, []);
});

test("items after the revealed ones are hidden, and all are shown without a number", () => {
  const items = ["a", "b", "c"].map(makeBlock);
  const body = { querySelectorAll: () => items };

  revealItems(body, 1);
  assert.deepEqual(items.map((item) => item.isHidden()), [false, true, true]);
  revealItems(body);
  assert.deepEqual(items.map((item) => item.isHidden()), [false, false, false]);
});

test("an item is noticed when it is revealed, and not when its slide appears", () => {
  const items = ["a", "b"].map(makeBlock);
  const screen = { shown: 2, revealed: undefined };
  const noticed = [];
  const look = createRevealing(screen, () => ({ querySelectorAll: () => items }), (item) => noticed.push(item.textContent));
  const move = (shown, revealed) => (Object.assign(screen, { shown, revealed }), look());

  move(3, 1);
  move(3, 2);
  move(3, 1);
  move(3, 1);

  assert.deepEqual(noticed, ["b"]);
});

test("a page of an older server knows of no items", () => {
  assert.equal(itemsOf({ plan: { minutes: [], parts: [] } }, 0), 0);
  assert.equal(itemsOf({ plan: null }, 0), 0);
});

/** Blocks of a slide, in which 1 is an item that the room sees and 0 one that is revealed later. */
const blocks = (...seen) => seen.map((isSeen) => ({ closest: () => (isSeen ? null : {}) }));

test("the arrow keys pass over items that the room does not see yet", () => {
  const slide = blocks(1, 1, 0, 0, 1);

  assert.deepEqual([-1, 0, 1, 4].map((current) => blockReached(slide, current, 1)), [0, 1, 4, 4]);
  assert.deepEqual([-1, 0, 1, 4].map((current) => blockReached(slide, current, -1)), [0, 0, 0, 1]);
  assert.equal(blockReached(blocks(0), -1, 1), -1);
});
