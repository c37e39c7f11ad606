// @ts-check
/** Moves between slides add up, and stop at the ends. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { createMove } from "../../static/js/live/console/moves.ts";

/** @param {{ slide?: number, connection?: string, waiting?: number[], hidden?: number[] }} [how] */
function makeRoom({ slide = 3, connection = "connected", waiting = [], hidden = [] } = {}) {
  /** @type {number[]} */
  const sent = [];
  const entries = waiting.map((to) => ({ command: "slide.go", fields: { slide: to } }));
  const room = {
    state: { room: { slide, slides: 10 }, slides_hidden: { slides: hidden } },
    connection,
    waiting: entries,
    send: (/** @type {string} */ command, /** @type {{ slide: number }} */ fields) => {
      sent.push(fields.slide);
      entries.push({ command, fields });
      return Promise.resolve({ ok: true });
    },
  };
  return { room: /** @type {any} */ (room), sent };
}

test("next and back move by one slide", () => {
  const { room, sent } = makeRoom();
  createMove(room).by(1);
  assert.deepEqual(sent, [4]);

  const other = makeRoom();
  createMove(other.room).by(-1);
  assert.deepEqual(other.sent, [2]);
});

test("quick presses add up while the first move is under way", () => {
  const { room, sent } = makeRoom();
  const move = createMove(room);

  move.by(1);
  move.by(1);
  move.by(1);

  assert.deepEqual(sent, [4, 5, 6]);
});

test("moves stop at the first and last slide, counting those under way", () => {
  const last = makeRoom({ slide: 8, waiting: [9] });
  createMove(last.room).by(1);
  const first = makeRoom({ slide: 0 });
  createMove(first.room).by(-1);

  assert.deepEqual([...last.sent, ...first.sent], []);
  assert.equal(createMove(last.room).isPossible(1), false);
});

test("no move is sent while the link is down, as the slide must not turn much later", () => {
  const { room, sent } = makeRoom({ connection: "reconnecting" });

  createMove(room).by(1);
  createMove(room).to(7);

  assert.deepEqual(sent, []);
});

test("going to the current slide sends nothing", () => {
  const { room, sent } = makeRoom();

  createMove(room).to(3);

  assert.deepEqual(sent, []);
});

test("the caller gets the command's answer", async () => {
  const { room } = makeRoom();
  /** @type {unknown[]} */
  const answers = [];

  createMove(room, (answer) => answers.push(answer)).by(1);
  await Promise.resolve();

  assert.deepEqual(answers, [{ ok: true }]);
});

test("hidden slides are passed over, also by quick presses", () => {
  const { room, sent } = makeRoom({ hidden: [4, 5, 7] });
  const move = createMove(room);

  move.by(1);
  move.by(1);
  move.by(-1);

  assert.deepEqual(sent, [6, 8, 6]);
});

test("no next slide is offered if all that follow are hidden", () => {
  const { room, sent } = makeRoom({ slide: 7, hidden: [8, 9] });

  createMove(room).by(1);

  assert.equal(createMove(room).isPossible(1), false);
  assert.deepEqual(sent, []);
});

test("a hidden slide can be chosen on purpose", () => {
  const { room, sent } = makeRoom({ hidden: [8] });

  createMove(room).to(8);

  assert.deepEqual(sent, [8]);
});
