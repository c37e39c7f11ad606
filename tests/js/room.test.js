// The room keeps its link and snapshot with a server that drops, forgets, refuses and restarts.
import assert from "node:assert/strict";
import test from "node:test";
import { makeSnapshot, broadcast, settle } from "./factories.js";
import { open, slow, vote } from "./room_server.js";

test("a room is connected once it has a fresh snapshot", async (t) => {
  const { room, socket } = open(t, { fresh: makeSnapshot({ version: 12, room: { slide: 3 } }) });
  assert.equal(room.connection, "connecting");

  socket.up();
  await settle();

  assert.equal(room.connection, "connected");
  assert.equal(room.state.room.slide, 3);
});

test("a silent link is reported before it is given up, but a slow one is not", async (t) => {
  let time = 0;
  t.mock.method(performance, "now", () => time);
  const slow = () => {
    time += 4000;
    return { ok: true, version: 11 };
  };
  const { room, socket } = open(t, { answers: { "poll.vote": slow } });
  socket.up();
  await settle();

  socket.packet();
  t.mock.timers.tick(9000);
  assert.equal(room.connection, "connected");
  t.mock.timers.tick(1000);
  assert.equal(room.connection, "reconnecting");
  socket.packet();
  assert.equal(room.connection, "connected");
  await vote(room, "tea");
  socket.packet();
  t.mock.timers.tick(13_000);
  assert.equal(room.connection, "connected");
  t.mock.timers.tick(1000);
  assert.equal(room.connection, "reconnecting");
});

test("changes of one turn are reported once", async (t) => {
  const { room, socket } = open(t);
  socket.up();
  await settle();
  let changes = 0;
  room.subscribe(() => (changes += 1));

  socket.hear("slide.moved", broadcast(11, { slide: 1 }));
  socket.hear("slide.moved", broadcast(12, { slide: 2 }));
  await settle();

  assert.equal(changes, 1);
  assert.equal(room.state.room.slide, 2);
});

test("a gap fetches the snapshot again", async (t) => {
  const { room, socket, sent } = open(t);
  socket.up();
  await settle();

  socket.hear("slide.moved", broadcast(14, { slide: 2 }, { after: 13 }));
  t.mock.timers.tick(1);
  await settle();

  assert.equal(sent("room.snapshot").length, 2);
  assert.equal(room.connection, "connected");
});

test("a snapshot is requested once and awaited as long as the link is up", async (t) => {
  const { http, arrive } = slow(makeSnapshot({ version: 12 }));
  const { room, socket, sent, fetched } = open(t, { http });
  socket.up();
  await settle();

  t.mock.timers.tick(600_000);
  await settle();
  assert.deepEqual([fetched.length, sent("room.snapshot").length], [1, 1]);
  assert.equal(fetched[0].address, "/rooms/ABCD2345/ask/room.snapshot");
  assert.equal(fetched[0].headers["X-Seat"], "seat");
  arrive();
  await settle();

  assert.equal(room.connection, "connected");
  assert.equal(room.state.version, 12);
});

test("a snapshot over the socket is awaited, too, and its late answer is taken", async (t) => {
  const { room, socket, sent } = open(t);
  const answer = socket.holdBack("room.snapshot");
  socket.up();

  t.mock.timers.tick(600_000);
  await settle();
  answer();
  await settle();

  assert.equal(sent("room.snapshot").length, 1);
  assert.equal(room.connection, "connected");
});

test("a snapshot requested over a lost link is no longer awaited", async (t) => {
  const signals = [];
  const http = ({ signal }) => (signals.push(signal), new Promise(() => {}));
  const { room, socket } = open(t, { http });
  socket.up();
  await settle();

  socket.drop();
  socket.up();
  await settle();

  assert.deepEqual(signals.map(({ aborted }) => aborted), [true, false]);
  assert.equal(room.connection, "connecting");
});

test("an earlier refusal does not repeat the request of a snapshot under way", async (t) => {
  const snapshot = makeSnapshot();
  const { http, arrive } = slow(snapshot);
  const { room, socket, fetched } = open(t, { snapshot, http, refusals: 2 });
  socket.up();
  await settle();
  t.mock.timers.tick(0);
  await settle();

  socket.drop();
  socket.up();
  await settle();
  t.mock.timers.tick(60_000);
  await settle();

  assert.deepEqual(fetched.map(({ signal }) => signal.aborted), [false]);
  arrive();
  await settle();
  assert.equal(room.connection, "connected");
});

for (const [fault, http] of [
  ["no answer", () => Promise.reject(new TypeError("no way"))],
  ["a refusal", () => Response.json({ ok: false }, { status: 429 })],
  ["the page of another network", () => new Response("<h1>Sign in to this network")],
]) {
  test(`the socket brings the snapshot where HTTP brings ${fault}`, async (t) => {
    const { room, socket, sent } = open(t, { http });

    socket.up();
    await settle();

    assert.deepEqual(sent("room.snapshot").map(({ fields }) => fields.most), [2000, undefined]);
    assert.equal(room.connection, "connected");
  });
}

test("a page that returns to an unchanged room fetches nothing", async (t) => {
  const fresh = makeSnapshot({ version: 12, tag: "abc", room: { slide: 3 } });
  const { room, socket, sent } = open(t, { fresh });
  socket.up();
  await settle();
  socket.drop();

  socket.up();
  await settle();

  assert.deepEqual(sent("room.snapshot").map(({ fields }) => fields.have), [undefined, "abc"]);
  assert.equal(room.connection, "connected");
  assert.equal(room.state.room.slide, 3);
});

test("a page leaves a restarting server calmly and returns", async (t) => {
  const { room, socket } = open(t);
  socket.up();
  await settle();

  socket.hear("server.restarting", { retry_ms: 1000 });
  assert.equal(room.connection, "reconnecting");
  t.mock.timers.tick(2000);
  socket.up();
  await settle();

  assert.equal(socket.connects, 1);
  assert.equal(room.connection, "connected");
});

test("a hundred reconnects bind no handler twice", async (t) => {
  const { room, socket } = open(t);
  const before = socket.handlerCount();

  for (let turn = 0; turn < 100; turn += 1) {
    socket.up();
    await settle();
    socket.drop();
  }

  assert.equal(socket.handlerCount(), before);
  socket.up();
  await settle();
  socket.hear("step.proposed", broadcast(11, { step: { step: 1 } }));
  assert.equal(room.state.steps.length, 1);
});

test("a refused seat is reported with its reason and not retried for ever", async (t) => {
  const { room, socket } = open(t);

  socket.refuse({ message: "not_allowed" });
  t.mock.timers.tick(60_000);
  await settle();

  assert.equal(room.connection, "refused");
  assert.equal(room.refusal, "not_allowed");
  assert.equal(socket.connects, 0);
});

test("an ended session says so", async (t) => {
  const { room, socket } = open(t);
  socket.up();
  await settle();

  socket.hear("room.ended", broadcast(11, { ended_at: "now" }));

  assert.equal(room.connection, "ended");
});
