// The room against a server that drops, forgets, refuses and restarts.
import assert from "node:assert/strict";
import test from "node:test";
import { memoryShelf } from "../../static/js/lib/storage.js";
import { openRoom } from "../../static/js/live/room.js";
import { makePoll, makeSnapshot, makeSocket, said, settle } from "./factories.js";

/**
 * A server that answers snapshots, and commands as `answers` says; `undefined` answers nothing. With
 * `http` the snapshot is a long one, and that answers it. So many `refusals` of a snapshot come first.
 */
function open(t, { answers = {}, snapshot = makeSnapshot(), fresh = snapshot, shelf = memoryShelf(), clock, http, refusals = 0 } = {}) {
  t.mock.timers.reset();
  t.mock.timers.enable({ apis: ["setTimeout"] });
  t.mock.method(Math, "random", () => 0.5);
  const socket = makeSocket((command, fields) => {
    const answer = answers[command] ?? (() => ({ ok: true, version: 11 }));
    if (command !== "room.snapshot") return answer(fields);
    if (refusals-- > 0) return { ok: false, code: "too_fast" };
    if (fields.have && fields.have === fresh.tag) return { ok: true, same: true, now: fresh.now };
    return http && fields.most ? { ok: true, bytes: 20_000 } : { ok: true, snapshot: fresh };
  });
  const fetched = [];
  const fetcher = async (address, options) => {
    fetched.push({ address, ...options });
    return http(options);
  };
  const room = openRoom({ seat: "seat", snapshot, connect: () => socket, fetcher, shelf, clock });
  const sent = (command) => socket.emitted.filter((one) => one.command === command);
  return { room, socket, sent, shelf, fetched };
}

/** An answer over HTTP that arrives when it is told to. */
function slow(snapshot) {
  const waiting = [];
  const http = () => new Promise((resolve) => waiting.push(() => resolve(Response.json({ ok: true, snapshot }))));
  return { http, arrive: () => waiting.forEach((come) => come()) };
}

const vote = (room, option, poll = "tea") => room.send("poll.vote", { poll, options: [option] });

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

test("a query is given up when its link is gone, and not before", async (t) => {
  const { room, socket } = open(t, { answers: { "catchup.look": () => undefined } });
  socket.up();
  await settle();
  /** What came of it. @type {any[]} */
  const found = [];
  void room.ask("catchup.look", {}).then((answer) => found.push(answer));

  t.mock.timers.tick(15_000);
  await settle();
  assert.deepEqual(found, []);
  socket.drop();
  await settle();

  assert.deepEqual(found, [null]);
});

test("what is given offline waits, and only the newest vote about a poll leaves", async (t) => {
  const { room, socket, sent } = open(t);

  const answers = [vote(room, "tea"), vote(room, "coffee"), vote(room, "tea", "other")];
  assert.equal(room.waiting.length, 2);
  socket.up();
  await settle();

  assert.deepEqual((await Promise.all(answers)).map(({ ok }) => ok), [true, true, true]);
  assert.deepEqual(sent("poll.vote").map(({ fields }) => [fields.poll, fields.options[0]]), [["tea", "coffee"], ["other", "tea"]]);
});

test("a vote that waits is counted, and seen so, while a long picture is on its way", async (t) => {
  const snapshot = makeSnapshot({ polls: [makePoll()] });
  // Read by the server before it had the vote.
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

test("a newer vote from another tab makes an older waiting one void", async (t) => {
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

test("a refusal is kept with what it was about until something newer is sent", async (t) => {
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

test("a refusal that may pass is tried again until it does", async (t) => {
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

test("a host's move that could not leave is given up, so that slides do not turn much later", async (t) => {
  const { room, socket, sent } = open(t);
  const answer = room.send("slide.go", { slide: 3 });

  t.mock.timers.tick(30_000);
  socket.up();
  await settle();

  assert.equal((await answer).code, "offline");
  assert.deepEqual(sent("slide.go"), []);
});

test("a host's move that was being tried as its time ran out is given up if no answer comes", async (t) => {
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

test("more than a hundred waiting commands are not taken", async (t) => {
  const { room } = open(t);
  for (let number = 0; number < 100; number += 1) void room.send("step.propose", { text: String(number), language: "en" });

  const answer = await room.send("step.propose", { text: "one more", language: "en" });

  assert.equal(answer.ok, false);
  assert.equal(room.waiting.length, 100);
});

const at = (time) => makeSnapshot({ now: `2026-11-24T${time}.000+00:00` });
const timeOf = (room) => new Date(room.now()).toISOString().slice(11, 19);

test("the server's time goes on from the snapshot's, whatever the clock of the device says", (t) => {
  let passed = 5000;
  const { room } = open(t, { snapshot: at("09:00:00"), clock: () => passed });

  passed += 90_000;

  assert.equal(timeOf(room), "09:01:30");
});

test("the least delayed snapshot tells the time, and the newest once the device has slept", async (t) => {
  let passed = 0;
  const fresh = at("09:00:06");
  const { room, socket } = open(t, { snapshot: at("09:00:00"), fresh, clock: () => passed });

  passed = 8000;
  socket.up();
  await settle();
  assert.equal(timeOf(room), "09:00:08");

  // Asleep, the clock stood still.
  socket.drop();
  fresh.now = at("09:30:00").now;
  socket.up();
  await settle();
  assert.equal(timeOf(room), "09:30:00");
});
