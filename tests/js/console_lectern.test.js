// @ts-check
/** The console runs one command at a time for each control, and shows refusals there. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { createLectern } from "../../static/js/live/console/lectern.ts";
import { createWords } from "../../static/js/kit/words.ts";

/** @typedef {import("../../static/js/room/engine/types.ts").Answer} Answer */

const words = createWords({ refusals: { poll_not_open: "The poll is not open" } }, "en");

/** A room that answers when the test does. @param {string} [connection] */
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

test("only the control of an unanswered command is busy", async () => {
  const { room, answers } = makeRoom();
  const lectern = createLectern(room, words);

  const done = lectern.act("poll a", "poll.open");
  assert.equal(lectern.isBusy("poll a"), true);
  assert.equal(lectern.isBusy("poll b"), false);
  answers[0]?.({ ok: true });

  assert.equal(await done, true);
  assert.equal(lectern.isBusy("poll a"), false);
});

test("a second press during the first command sends nothing", async () => {
  const { room, answers } = makeRoom();
  const lectern = createLectern(room, words);
  void lectern.act("poll a", "poll.open");

  const second = await lectern.act("poll a", "poll.open");

  assert.equal(second, false);
  assert.equal(answers.length, 1);
});

test("a refusal is shown at its control until the next success", async () => {
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

test("no command is sent without a connection", async () => {
  const { room, answers } = makeRoom("reconnecting");

  assert.equal(await createLectern(room, words).act("poll a", "poll.open"), false);
  assert.equal(answers.length, 0);
});

test("a listener hears each change until it unsubscribes", async () => {
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
