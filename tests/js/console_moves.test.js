// @ts-check
/** Moves between slides add up, and stop at the ends. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { createMove } from "../../static/js/live/console/moves.ts";

/**
 * @param {{ slide?: number, revealed?: number, connection?: string, ended?: boolean, waiting?: number[], hidden?: number[],
 *   reveals?: Record<number, number> }} [how]
 */
function makeRoom({ slide = 3, revealed, connection = "connected", ended = false, waiting = [], hidden = [], reveals = {} } = {}) {
  /** @type {number[]} */
  const sent = [];
  /** @type {Array<object>} */
  const places = [];
  const entries = waiting.map((to) => ({ command: "slide.go", fields: { slide: to } }));
  const room = {
    state: { room: { slide, revealed, slides: 10, state: ended ? "ended" : "live" }, plan: { reveals }, slides_hidden: { slides: hidden } },
    connection,
    waiting: entries,
    send: (/** @type {string} */ command, /** @type {{ slide: number }} */ fields) => {
      sent.push(fields.slide);
      places.push(fields);
      entries.push({ command, fields });
      return Promise.resolve({ ok: true });
    },
  };
  return { room: /** @type {any} */ (room), sent, places };
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

test("next passes over hidden slides after the last item, and comes to a slide whose items are hidden", () => {
  const { room, places } = makeRoom({ slide: 4, revealed: 1, reveals: { 4: 2, 6: 3 }, hidden: [5] });
  const move = createMove(room);

  move.by(1);
  move.by(1);

  assert.deepEqual(places, [{ slide: 4, revealed: 2 }, { slide: 6, revealed: 0 }]);
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

test("next reveals the items of a slide before it moves on", () => {
  const { room, places } = makeRoom({ slide: 4, revealed: 0, reveals: { 4: 2 } });
  const move = createMove(room);

  move.by(1);
  move.by(1);
  move.by(1);

  assert.deepEqual(places, [{ slide: 4, revealed: 1 }, { slide: 4, revealed: 2 }, { slide: 5 }]);
});

test("back hides the items before it moves back", () => {
  const { room, places } = makeRoom({ slide: 4, revealed: 1, reveals: { 4: 2 } });
  const move = createMove(room);

  move.by(-1);
  move.by(-1);

  assert.deepEqual(places, [{ slide: 4, revealed: 0 }, { slide: 3 }]);
});

test("a slide is hidden when the presenter comes to it, and whole when they come back to it", () => {
  const before = makeRoom({ slide: 3, reveals: { 4: 2 } });
  const behind = makeRoom({ slide: 5, reveals: { 4: 2 } });

  createMove(before.room).by(1);
  createMove(before.room).by(-1);
  createMove(behind.room).by(-1);

  assert.deepEqual(before.places, [{ slide: 4, revealed: 0 }, { slide: 3 }]);
  assert.deepEqual(behind.places, [{ slide: 4, revealed: 2 }]);
});

test("the list of slides shows earlier slides whole, and later ones from their first item", () => {
  const earlier = makeRoom({ slide: 7, reveals: { 2: 3 } });
  const later = makeRoom({ slide: 0, reveals: { 2: 3 } });

  createMove(earlier.room).to(2);
  createMove(later.room).to(2);

  assert.deepEqual([...earlier.places, ...later.places], [{ slide: 2, revealed: 3 }, { slide: 2, revealed: 0 }]);
});

test("the last item of the last slide is the end", () => {
  const { room, places } = makeRoom({ slide: 9, revealed: 1, reveals: { 9: 2 } });
  const move = createMove(room);

  assert.equal(move.isPossible(1), true);
  move.by(1);

  assert.equal(move.isPossible(1), false);
  assert.deepEqual(places, [{ slide: 9, revealed: 2 }]);
});

test("after the end nothing moves", () => {
  const { room, sent } = makeRoom({ ended: true });
  const move = createMove(room);
  move.by(1);
  move.to(7);
  assert.deepEqual([move.isPossible(1), move.isPossible(-1), sent], [false, false, []]);
});
