// @ts-check
/** Taking the floor needs two presses while the presenter is here, and one once they are gone. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { createFloor, createAbsence } from "../../static/js/room/floor/floor.ts";
import { createLoss, LOSS_MS } from "../../static/js/room/floor/line.ts";
import { termsOf } from "../../static/js/live/interpreting/terms.ts";

const HOST = { member: 1, name: "Grace", role: "host", language: "en", state: "here" };
const AIDA = { member: 2, name: "Aida", role: "presenter", language: "ru", state: "here" };
const MIRA = { member: 3, name: "Mira", role: "moderator", language: "ru", state: "here" };

/** The console of Aida. @param {any} floor @param {any} [host] */
function consoleOf(floor, host = HOST) {
  let now = 0;
  let askedControl = "";
  /** @type {any[]} */
  const sent = [];
  const lectern = {
    room: { state: { floor, me: { member: 2 }, people: { members: [host, AIDA, MIRA] } } },
    now: () => now,
    act: (/** @type {string} */ _control, /** @type {string} */ command, /** @type {any} */ fields) => sent.push([command, fields]),
    twice: {
      isAsked: (/** @type {string} */ control) => control === askedControl,
      press(/** @type {string} */ control) {
        const isSecond = control === askedControl;
        askedControl = isSecond ? "" : control;
        return isSecond;
      },
    },
  };
  const floorUnderTest = createFloor(/** @type {any} */ (lectern));
  return { floor: floorUnderTest, sent, pass: (/** @type {number} */ time) => (now += time) };
}

const act = (/** @type {any[]} */ sent) => () => sent.push("moved");

test("the holder moves freely, and so does everybody while nobody holds the floor", () => {
  for (const holder of [2, null]) {
    const { floor, sent } = consoleOf({ holder, offered: null });

    floor.claim(act(sent));

    assert.deepEqual(sent, ["moved"]);
  }
});

test("the second press takes over from a present presenter and moves", () => {
  const { floor, sent } = consoleOf({ holder: 1, offered: null });

  floor.claim(act(sent));
  assert.deepEqual(sent, []);
  assert.ok(floor.view().isAsked);

  floor.claim(act(sent));
  assert.deepEqual(sent, [["floor.take", { holder: 1 }], "moved"]);
});

test("an offered floor is taken with one press", () => {
  const { floor, sent } = consoleOf({ holder: 1, offered: 2 });

  floor.take();

  assert.deepEqual(sent, [["floor.take", { holder: 1 }]]);
});

test("an absent presenter is not asked", () => {
  const { floor, sent } = consoleOf({ holder: 1, offered: null }, { ...HOST, state: "away" });

  floor.claim(act(sent));

  assert.deepEqual(sent, [["floor.take", { holder: 1 }], "moved"]);
});

test("a briefly lost presenter is waited for, one gone for half a minute is not", () => {
  const { floor, sent, pass } = consoleOf({ holder: 1, offered: null }, { ...HOST, state: "lost" });
  assert.equal(floor.view().isGone, false);

  pass(20_000);
  assert.equal(floor.view().isGone, false);

  pass(1_000);
  floor.claim(act(sent));
  assert.deepEqual(sent, [["floor.take", { holder: 1 }], "moved"]);
});

test("a returning presenter starts over", () => {
  let now = 0;
  const absence = createAbsence(() => now);
  const person = (/** @type {string} */ state) => /** @type {any} */ ({ member: 1, state });
  absence.isLong(person("lost"));
  now = 20_000;

  assert.equal(absence.isLong(person("here")), false);
  assert.equal(absence.isLong(person("lost")), false);
  now = 30_000;
  assert.equal(absence.isLong(person("lost")), false);
});

test("the floor can be offered to anybody present who may present", () => {
  const { floor } = consoleOf({ holder: 2, offered: null });

  assert.deepEqual(floor.view().others.map(({ name }) => name), ["Grace"]);
});

test("terms are found by a slide's marks, unlike other links", () => {
  const slide =
    '<p><a class="term" href="/glossary/en#selective-prevention">selective</a> and <a href="https://example.org/#x">more</a>, <a class="term" href="/glossary/en#dose">dose</a></p>';

  assert.deepEqual(termsOf(slide), ["selective-prevention", "dose"]);
});

test("a presenter whose place was taken is told so for a while", () => {
  let now = 1000;
  const loss = createLoss(() => now);
  const mine = { isMine: true, holder: /** @type {any} */ (AIDA) };
  const taken = { isMine: false, holder: /** @type {any} */ (HOST) };

  assert.equal(loss.isRecent(mine), false);
  assert.equal(loss.isRecent(taken), true);
  now += LOSS_MS - 1;
  assert.equal(loss.isRecent(taken), true);
  now += 1;
  assert.equal(loss.isRecent(taken), false);
});

test("nothing was taken from a host who did not present, or who presents again", () => {
  const loss = createLoss(() => 0);
  const taken = { isMine: false, holder: /** @type {any} */ (HOST) };

  assert.equal(loss.isRecent(taken), false);
  loss.isRecent({ isMine: true, holder: /** @type {any} */ (AIDA) });
  loss.isRecent(taken);
  loss.isRecent({ isMine: true, holder: /** @type {any} */ (AIDA) });

  assert.equal(loss.isRecent({ isMine: false, holder: null }), false);
});
