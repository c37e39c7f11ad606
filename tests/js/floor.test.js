// @ts-check
/** Who presents: taking over asks twice while the other is here, and once when they are gone. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { createFloor, createAbsence } from "../../static/js/room/floor/floor.ts";
import { termsOf } from "../../static/js/live/interpreting/terms.ts";

const HOST = { member: 1, name: "Grace", role: "host", language: "en", state: "here" };
const AIDA = { member: 2, name: "Aida", role: "presenter", language: "ru", state: "here" };
const MIRA = { member: 3, name: "Mira", role: "moderator", language: "ru", state: "here" };

/** The console of Aida. @param {any} floor @param {any} [host] */
function consoleOf(floor, host = HOST) {
  let now = 0;
  let asked = "";
  /** @type {any[]} */
  const sent = [];
  const lectern = {
    room: { state: { floor, me: { member: 2 }, people: { members: [host, AIDA, MIRA] } } },
    now: () => now,
    act: (/** @type {string} */ _control, /** @type {string} */ command, /** @type {any} */ fields) => sent.push([command, fields]),
    twice: {
      isAsked: (/** @type {string} */ control) => control === asked,
      press(/** @type {string} */ control) {
        const isSecond = control === asked;
        asked = isSecond ? "" : control;
        return isSecond;
      },
    },
  };
  const made = createFloor(/** @type {any} */ (lectern));
  return { floor: made, sent, pass: (/** @type {number} */ time) => (now += time) };
}

const act = (/** @type {any[]} */ sent) => () => sent.push("moved");

test("who has the floor just moves, and so does everybody while nobody has it", () => {
  for (const holder of [2, null]) {
    const { floor, sent } = consoleOf({ holder, offered: null });

    floor.claim(act(sent));

    assert.deepEqual(sent, ["moved"]);
  }
});

test("while somebody else presents and is here, the second press takes over and moves", () => {
  const { floor, sent } = consoleOf({ holder: 1, offered: null });

  floor.claim(act(sent));
  assert.deepEqual(sent, []);
  assert.ok(floor.view().isAsked);

  floor.claim(act(sent));
  assert.deepEqual(sent, [["floor.take", { holder: 1 }], "moved"]);
});

test("what is offered to me is taken by one press", () => {
  const { floor, sent } = consoleOf({ holder: 1, offered: 2 });

  floor.take();

  assert.deepEqual(sent, [["floor.take", { holder: 1 }]]);
});

test("who has left is not asked", () => {
  const { floor, sent } = consoleOf({ holder: 1, offered: null }, { ...HOST, state: "away" });

  floor.claim(act(sent));

  assert.deepEqual(sent, [["floor.take", { holder: 1 }], "moved"]);
});

test("a connection that is lost for a moment is waited for, one that is gone for half a minute not", () => {
  const { floor, sent, pass } = consoleOf({ holder: 1, offered: null }, { ...HOST, state: "lost" });
  assert.equal(floor.view().isGone, false);

  pass(20_000);
  assert.equal(floor.view().isGone, false);

  pass(1_000);
  floor.claim(act(sent));
  assert.deepEqual(sent, [["floor.take", { holder: 1 }], "moved"]);
});

test("who comes back begins anew", () => {
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

test("the floor is offered to those who may present and are here", () => {
  const { floor } = consoleOf({ holder: 2, offered: null });

  assert.deepEqual(floor.view().others.map(({ name }) => name), ["Grace"]);
});

test("terms are found by the marks of a slide, and other links are not", () => {
  const slide =
    '<p><a class="term" href="/glossary/en#selective-prevention">selective</a> and <a href="https://example.org/#x">more</a>, <a class="term" href="/glossary/en#dose">dose</a></p>';

  assert.deepEqual(termsOf(slide), ["selective-prevention", "dose"]);
});
