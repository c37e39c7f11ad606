// @ts-check
/** Commands of the console: one at a time for each control, and why one was refused. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { createLectern } from "../../static/js/live/console/lectern.ts";
import { createWords } from "../../static/js/kit/words.ts";

/** @typedef {import("../../static/js/room/engine/types.ts").Answer} Answer */

const words = createWords({ refusals: { poll_not_open: "The poll is not open" } }, "en");

/** A room whose answers the test gives. @param {string} [connection] */
function makeRoom(connection = "connected") {
  /** @type {((answer: Answer) => void)[]} */
  const answers = [];
  const room = {
    now: () => 0,
    connection,
    subscribe: () => () => {},
    send: () => new Promise((resolve) => answers.push(resolve)),
  };
  return { room: /** @type {any} */ (room), answers };
}

test("a control is busy until its command is answered, others are not", async () => {
  const { room, answers } = makeRoom();
  const lectern = createLectern(room, words);

  const done = lectern.act("poll a", "poll.open");
  assert.equal(lectern.isBusy("poll a"), true);
  assert.equal(lectern.isBusy("poll b"), false);
  answers[0]?.({ ok: true });

  assert.equal(await done, true);
  assert.equal(lectern.isBusy("poll a"), false);
});

test("a second press while the first is under way sends nothing", async () => {
  const { room, answers } = makeRoom();
  const lectern = createLectern(room, words);
  void lectern.act("poll a", "poll.open");

  const second = await lectern.act("poll a", "poll.open");

  assert.equal(second, false);
  assert.equal(answers.length, 1);
});

test("a refusal is worded at its control and goes with the next success", async () => {
  const { room, answers } = makeRoom();
  const lectern = createLectern(room, words);

  const refused = lectern.act("poll a", "poll.close");
  answers[0]?.({ ok: false, code: "poll_not_open" });
  assert.equal(await refused, false);
  assert.equal(lectern.refusalOf("poll a"), "The poll is not open");
  assert.equal(lectern.refusalOf("poll b"), "");

  const accepted = lectern.act("poll a", "poll.open");
  answers[1]?.({ ok: true });
  await accepted;
  assert.equal(lectern.refusalOf("poll a"), "");
});

test("without a connection no command is given", async () => {
  const { room, answers } = makeRoom("reconnecting");

  assert.equal(await createLectern(room, words).act("poll a", "poll.open"), false);
  assert.equal(answers.length, 0);
});

test("who listens hears of each change and may stop listening", async () => {
  const { room, answers } = makeRoom();
  const lectern = createLectern(room, words);
  let heard = 0;
  const stop = lectern.onChange(() => (heard += 1));

  const done = lectern.act("poll a", "poll.open");
  answers[0]?.({ ok: true });
  await done;
  assert.equal(heard, 2);

  stop();
  lectern.note("move", { ok: true });
  assert.equal(heard, 2);
});
