/** Push to talk: what is said at once after the press is not lost, and nothing is sent without the floor. */

import assert from "node:assert/strict";
import { afterEach, test } from "node:test";

import { createTalking } from "../../static/js/live/talk/talking.ts";

const ME = 5;
const opened = [];
// The timer of a turn would keep the process alive after a failure.
afterEach(() => opened.splice(0).forEach((talking) => talking.close()));

const tick = (ms = 0) => new Promise((resolve) => setTimeout(resolve, ms));

/** A room whose server gives the floor when `give` is called, and a microphone that the test speaks into. */
function scene({ fault = null, ok = true } = {}) {
  const listeners = new Set();
  const sent = [];
  const heard = [];
  const answers = [];
  const room = {
    state: { me: { member: ME }, voice: { floor: { holder: null, name: null, turn: 7 } } },
    connection: "connected",
    unsent: 0,
    now: () => 0,
    subscribe: (fn) => (listeners.add(fn), () => listeners.delete(fn)),
    tell: (_name, body) => heard.push(body),
    send(command, fields) {
      sent.push([command, fields]);
      return new Promise((resolve) => (command === "talk.hold" ? answers.push(() => resolve({ ok })) : resolve({ ok: true })));
    },
  };
  let options;
  const microphone = { isOn: false, start: async () => ((microphone.isOn = !fault), fault), stop: () => (microphone.isOn = false) };
  const talking = createTalking({ room, workletUrl: "", onChange() {}, onLevel() {}, open: (given) => ((options = given), microphone) });
  opened.push(talking);
  let count = 0;
  return {
    room,
    talking,
    microphone,
    sent,
    heard,
    answer: () => answers.shift()(),
    floor(holder, turn) {
      room.state = { ...room.state, voice: { floor: { holder, name: "x", turn } } };
      for (const fn of listeners) fn();
    },
    say() {
      count += 1;
      options.onPacket({ number: count, at: count * 60, full: new Uint8Array([count]), thin: new Uint8Array([count]) });
    },
    fail: (reason) => options.onFault(reason),
  };
}

async function hold(s) {
  await s.talking.prepare();
  s.talking.hold();
  await tick();
  s.answer();
  s.floor(ME, 8);
  await tick();
}

test("what is said before the floor is given is sent once it is", async () => {
  const s = scene();
  await s.talking.prepare();
  s.say();
  s.talking.hold();
  await tick();
  for (let n = 0; n < 3; n += 1) s.say();
  assert.deepEqual(s.heard, []);

  s.answer();
  s.floor(ME, 8);
  await tick(300);
  s.say();

  assert.deepEqual(s.heard.map(({ turn, number, at }) => [turn, number, at]), [[8, 0, 120], [8, 0, 120], [8, 1, 180], [8, 2, 240], [8, 3, 300]]);
  assert.equal(s.talking.state, "on");
});

test("after the release the rest of the word is sent, then the floor is freed", async () => {
  const s = scene();
  await hold(s);
  await tick(300);

  s.talking.release();
  s.say();

  assert.equal(s.heard.length, 1);
  assert.equal(s.talking.state, "ready");
  await tick(300);
  s.say();
  assert.equal(s.heard.length, 1);
  assert.deepEqual(s.sent.at(-1), ["talk.release", { turn: 8 }]);
});

test("a button that is let go before the answer frees the floor", async () => {
  const s = scene();
  await s.talking.prepare();
  s.talking.hold();
  await tick();
  s.talking.release();
  s.answer();
  s.floor(ME, 8);
  await tick();
  s.say();

  assert.deepEqual(s.sent.at(-1), ["talk.release", { turn: 8 }]);
  assert.deepEqual(s.heard, []);
});

test("a refusal and another speaker end the press", async () => {
  const refused = scene({ ok: false });
  await refused.talking.prepare();
  refused.talking.hold();
  await tick();
  refused.answer();
  await tick();
  assert.equal(refused.talking.state, "ready");

  const s = scene();
  await hold(s);
  s.floor(1, 9);
  s.say();
  assert.equal(s.talking.state, "ready");
  assert.equal(s.talking.isInterrupted, true);
  assert.deepEqual(s.heard.filter(({ turn }) => turn !== 8), []);
});

test("nothing is sent while the link is down, and the state says so", async () => {
  const s = scene();
  await hold(s);
  await tick(300);
  s.room.connection = "reconnecting";
  s.say();
  assert.equal(s.talking.state, "waiting");
  assert.deepEqual(s.heard, []);

  s.room.connection = "connected";
  s.say();
  assert.equal(s.talking.state, "on");
  assert.equal(s.heard.length, 1);
});

test("a microphone that fails frees the floor", async () => {
  const s = scene();
  await hold(s);
  s.fail("unplugged");
  await tick(600);

  assert.equal(s.talking.state, "unplugged");
  assert.deepEqual(s.sent.at(-1), ["talk.release", { turn: 8 }]);

  const missing = scene({ fault: "missing" });
  await missing.talking.prepare();
  assert.equal(missing.talking.state, "missing");
  missing.talking.hold();
  assert.deepEqual(missing.sent, []);
});

test("a closed microphone stays off even if it was still being asked for", async () => {
  const s = scene();
  const asked = s.talking.prepare();
  s.talking.close();
  await asked;
  assert.equal(s.talking.state, "off");
});

test("a page that goes away frees the floor at once: no timer would run any more", async () => {
  const s = scene();
  await hold(s);

  s.talking.leave();

  assert.deepEqual(s.sent.at(-1), ["talk.release", { turn: 8 }]);
  await tick(600);
  assert.equal(s.sent.filter(([command]) => command === "talk.release").length, 1);
});

test("a page that loses the focus and then goes away frees the floor at once, too", async () => {
  const s = scene();
  await hold(s);

  s.talking.release();
  s.talking.leave();

  assert.deepEqual(s.sent.at(-1), ["talk.release", { turn: 8 }]);
  await tick(600);
  assert.equal(s.sent.filter(([command]) => command === "talk.release").length, 1);
});
