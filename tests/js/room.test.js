// The room's link and its picture, against a server that drops, forgets, refuses and restarts.
import assert from "node:assert/strict";
import test from "node:test";
import { makeSnapshot, said, settle } from "./factories.js";
import { open, slow, vote } from "./room_server.js";

test("connected means that a fresh picture is there", async (t) => {
  const { room, socket } = open(t, { fresh: makeSnapshot({ version: 12, room: { slide: 3 } }) });
  assert.equal(room.connection, "connecting");

  socket.up();
  await settle();

  assert.equal(room.connection, "connected");
  assert.equal(room.state.room.slide, 3);
});

test("a link that has fallen silent is told before it is given up, and not on a slow one", async (t) => {
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

test("changes of one turn are told once", async (t) => {
  const { room, socket } = open(t);
  socket.up();
  await settle();
  let told = 0;
  room.subscribe(() => (told += 1));

  socket.hear("slide.moved", said(11, { slide: 1 }));
  socket.hear("slide.moved", said(12, { slide: 2 }));
  await settle();

  assert.equal(told, 1);
  assert.equal(room.state.room.slide, 2);
});

test("a gap fetches the picture anew", async (t) => {
  const { room, socket, sent } = open(t);
  socket.up();
  await settle();

  socket.hear("slide.moved", said(14, { slide: 2 }, { after: 13 }));
  t.mock.timers.tick(1);
  await settle();

  assert.equal(sent("room.snapshot").length, 2);
  assert.equal(room.connection, "connected");
});

test("a picture is waited for as long as the link is up, and asked for once", async (t) => {
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

test("so is one that comes by the socket, and its late answer is taken", async (t) => {
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

test("a picture that was asked for over a link since lost is no longer waited for", async (t) => {
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

test("a picture on its way is not asked for once more because one before was refused", async (t) => {
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

for (const [what, http] of [
  ["no answer", () => Promise.reject(new TypeError("no way"))],
  ["a refusal", () => Response.json({ ok: false }, { status: 429 })],
  ["the page of another network", () => new Response("<h1>Sign in to this network")],
]) {
  test(`where HTTP brings ${what} the socket brings the picture`, async (t) => {
    const { room, socket, sent } = open(t, { http });

    socket.up();
    await settle();

    assert.deepEqual(sent("room.snapshot").map(({ fields }) => fields.most), [2000, undefined]);
    assert.equal(room.connection, "connected");
  });
}

test("whoever comes back to a room in which nothing has changed fetches nothing", async (t) => {
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

test("a restarting server is left calmly and come back to", async (t) => {
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
  socket.hear("step.proposed", said(11, { step: { step: 1 } }));
  assert.equal(room.state.steps.length, 1);
});

test("a refused seat is told with its reason and not tried for ever", async (t) => {
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

  socket.hear("room.ended", said(11, { ended_at: "now" }));

  assert.equal(room.connection, "ended");
});
