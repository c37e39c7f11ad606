// Commands of a room are kept, sent again, replaced, refused or given up.
import assert from "node:assert/strict";
import test from "node:test";
import { memoryShelf } from "../../static/js/kit/storage.ts";
import { makePoll, makeSnapshot, settle } from "./factories.js";
import { open, slow, vote } from "./room_server.js";

test("a vote carries an operation id and resolves with the server's answer", async (t) => {
  const { room, socket, sent } = open(t);
  socket.up();
  await settle();

  const answer = await vote(room, "tea");

  assert.deepEqual(answer, { ok: true, version: 11 });
  assert.match(sent("poll.vote")[0].fields.op_id, /^[0-9a-f-]{36}$/);
  assert.equal(room.waiting.length, 0);
});

test("a vote whose answer is lost goes again under the same operation id", async (t) => {
  const answers = [undefined, { ok: true, version: 11 }];
  const { room, socket, sent } = open(t, { answers: { "poll.vote": () => answers.shift() } });
  socket.up();
  await settle();
  const answer = vote(room, "tea");
  socket.drop();
  await settle();
  assert.deepEqual([room.connection, room.waiting.length], ["reconnecting", 1]);

  socket.up();
  await settle();

  assert.equal((await answer).ok, true);
  assert.equal(sent("poll.vote").length, 2);
  assert.equal(new Set(sent("poll.vote").map(({ fields }) => fields.op_id)).size, 1);
});

test("a vote that the server does not answer within five seconds goes again, too", async (t) => {
  const answers = [undefined, { ok: true, version: 11 }];
  const { room, socket, sent } = open(t, { answers: { "poll.vote": () => answers.shift() } });
  socket.up();
  await settle();
  const answer = vote(room, "tea");

  t.mock.timers.tick(5000);
  await settle();
  t.mock.timers.tick(500);
  await settle();

  assert.equal((await answer).ok, true);
  assert.equal(new Set(sent("poll.vote").map(({ fields }) => fields.op_id)).size, 1);
});

test("a query is given up only when its link is gone", async (t) => {
  const { room, socket } = open(t, { answers: { "catchup.look": () => undefined } });
  socket.up();
  await settle();
  /** The outcomes. @type {any[]} */
  const delivered = [];
  void room.ask("catchup.look", {}).then((answer) => delivered.push(answer));

  t.mock.timers.tick(15_000);
  await settle();
  assert.deepEqual(delivered, []);
  socket.drop();
  await settle();

  assert.deepEqual(delivered, [null]);
});

test("offline commands wait, and only the newest vote on a poll is sent", async (t) => {
  const { room, socket, sent } = open(t);

  const answers = [vote(room, "tea"), vote(room, "coffee"), vote(room, "tea", "other")];
  assert.equal(room.waiting.length, 2);
  socket.up();
  await settle();

  assert.deepEqual((await Promise.all(answers)).map(({ ok }) => ok), [true, true, true]);
  assert.deepEqual(sent("poll.vote").map(({ fields }) => [fields.poll, fields.options[0]]), [["tea", "coffee"], ["other", "tea"]]);
});

test("a waiting vote is counted and shown as such while a long snapshot loads", async (t) => {
  const snapshot = makeSnapshot({ polls: [makePoll()] });
  // The server read this before it had the vote.
  const { http, arrive } = slow(makeSnapshot({ polls: [makePoll()] }));
  const { room, socket, sent } = open(t, { snapshot, http });
  const answer = vote(room, "coffee");

  socket.up();

  assert.equal((await answer).ok, true);
  assert.deepEqual(room.state.polls[0].mine, ["coffee"]);
  assert.equal(room.connection, "connecting");
  arrive();
  await settle();
  assert.deepEqual(room.state.polls[0].mine, ["coffee"]);
  assert.equal(room.connection, "connected");
  assert.equal(sent("poll.vote").length, 1);
});

test("a vote left behind by a closed tab is delivered by the next page", async (t) => {
  const { room, shelf } = open(t);
  void vote(room, "tea");

  const next = open(t, { shelf });
  assert.equal(next.room.waiting.length, 1);
  next.socket.up();
  await settle();

  assert.equal(next.sent("poll.vote").length, 1);
  assert.equal(open(t, { shelf }).room.waiting.length, 0);
});

test("a newer vote from another tab cancels an older waiting one", async (t) => {
  const shelf = memoryShelf();
  const clock = t.mock.method(Date, "now", () => 1000);
  const old = open(t, { shelf });
  void vote(old.room, "tea");
  clock.mock.mockImplementation(() => 2000);
  const newer = open(t, { shelf });
  newer.socket.up();
  await vote(newer.room, "coffee");

  old.socket.up();
  await settle();

  assert.deepEqual(old.sent("poll.vote"), []);
  assert.equal(old.room.waiting.length, 0);
});

test("a refusal is kept with its command until something newer is sent", async (t) => {
  const refusal = { ok: false, code: "poll_not_open", retry: false };
  const answers = [refusal, { ok: true, version: 12 }];
  const { room, socket } = open(t, { answers: { "poll.vote": () => answers.shift() } });
  socket.up();
  await settle();

  assert.deepEqual(await vote(room, "tea"), refusal);
  assert.deepEqual(room.refusals.map(({ key, code }) => [key, code]), [["poll.vote tea", "poll_not_open"]]);
  await vote(room, "coffee");
  assert.deepEqual(room.refusals, []);
});

test("a temporarily refused command is retried until it succeeds", async (t) => {
  const answers = [{ ok: false, code: "try_again", retry: true }, { ok: true, version: 11 }];
  const { room, socket, sent } = open(t, { answers: { "poll.vote": () => answers.shift() } });
  socket.up();
  await settle();

  const answer = vote(room, "tea");
  await settle();
  t.mock.timers.tick(500);
  await settle();

  assert.equal((await answer).ok, true);
  assert.equal(new Set(sent("poll.vote").map(({ fields }) => fields.op_id)).size, 1);
});

test("a host's unsent move is given up, so that slides do not turn much later", async (t) => {
  const { room, socket, sent } = open(t);
  const answer = room.send("slide.go", { slide: 3 });

  t.mock.timers.tick(30_000);
  socket.up();
  await settle();

  assert.equal((await answer).code, "offline");
  assert.deepEqual(sent("slide.go"), []);
});

test("a host's move under way at its deadline is given up if no answer comes", async (t) => {
  const { room, socket, sent } = open(t, { answers: { "slide.go": () => undefined } });
  socket.up();
  await settle();
  let code = "";
  void room.send("slide.go", { slide: 3 }).then((answer) => (code = answer.code));
  for (let half = 0; half < 70; half += 1) {
    t.mock.timers.tick(500);
    await settle();
  }
  const tries = sent("slide.go").length;
  t.mock.timers.tick(600_000);
  await settle();

  assert.equal(code, "offline");
  assert.equal(sent("slide.go").length, tries);
});

test("a counted vote shows as counted without waiting for its broadcast", async (t) => {
  const snapshot = makeSnapshot({ polls: [makePoll()] });
  const { room, socket } = open(t, { snapshot });
  socket.up();
  await settle();

  await vote(room, "coffee");

  assert.deepEqual(room.state.polls[0].mine, ["coffee"]);
});

test("at most a hundred commands may wait", async (t) => {
  const { room } = open(t);
  for (let number = 0; number < 100; number += 1) void room.send("step.propose", { text: String(number), language: "en" });

  const answer = await room.send("step.propose", { text: "one more", language: "en" });

  assert.equal(answer.ok, false);
  assert.equal(room.waiting.length, 100);
});
