// @ts-check
/** Hosts see who has not answered: by language, those who are here first; and ask the server only so often. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { createAsking } from "../../static/js/live/awaited/asking.ts";
import { awaitedInPoll } from "../../static/js/live/awaited/line.ts";
import { groupsOf, hereIn, roughlyAwaited } from "../../static/js/live/awaited/people.ts";
import { drawn, makeLectern } from "./drawn.js";
import { makePoll } from "./factories.js";

/** @typedef {import("../../static/js/room/engine/types.ts").Person} Person */

/**
 * @param {number} member
 * @param {string} name
 * @param {Partial<Person>} [changes]
 * @returns {Person}
 */
const person = (member, name, changes = {}) => ({ member, name, language: "ru", role: "participant", state: "here", ...changes });

const MEMBERS = [
  person(1, "Яна"),
  person(2, "Ада", { state: "away" }),
  person(3, "Бек"),
  person(4, "Айша", { language: "kk" }),
  person(5, "Вера"),
  person(6, "Лев", { state: "lost" }),
];

test("people are grouped by language, and those who are here come first", () => {
  const groups = groupsOf([4, 1, 2, 3, 6], MEMBERS, "ru");

  assert.deepEqual(
    groups.map(({ language, people }) => [language, people.map(({ name }) => name)]),
    [["ru", ["Бек", "Яна", "Лев", "Ада"]], ["kk", ["Айша"]]],
  );
  assert.deepEqual(groups.map(hereIn), [2, 1]);
});

test("nobody is awaited", () => {
  assert.deepEqual(groupsOf([], MEMBERS, "ru"), []);
});

test("more answers than people who are here leave nobody awaited", () => {
  assert.equal(roughlyAwaited(3, 1), 2);
  assert.equal(roughlyAwaited(3, 5), 0);
});

function makeRoom() {
  const asked = /** @type {any[]} */ ([]);
  const answers = /** @type {((answer: any) => void)[]} */ ([]);
  const time = { now: 1_000_000 };
  let drawn = 0;
  const room = {
    connection: /** @type {const} */ ("connected"),
    now: () => time.now,
    ask: (/** @type {string} */ name, /** @type {any} */ fields) => {
      asked.push([name, fields]);
      return new Promise((resolve) => answers.push(resolve));
    },
  };
  const asking = createAsking(room, () => (drawn += 1));
  const answer = async (/** @type {any} */ body) => {
    answers.shift()?.(body);
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { asking, asked, answer, time, drawn: () => drawn };
}

const view = (/** @type {number} */ here) => ({ here, members: [], more: 0, halls: [] });
const TEA = { poll: "tea" };

test("an answer is shown once it has arrived, and asked for again only if something has changed", async () => {
  const { asking, asked, answer, time, drawn } = makeRoom();

  assert.equal(asking.look(TEA, 0, "1"), null);
  await answer({ ok: true, awaited: view(3) });
  assert.equal(asking.look(TEA, 0, "1")?.here, 3);
  time.now += 60_000;
  asking.look(TEA, 0, "1");

  assert.deepEqual(asked, [["awaited.poll", TEA]]);
  assert.equal(drawn(), 1);
});

test("while many answer, the server is asked every three seconds", async () => {
  const { asking, asked, answer, time } = makeRoom();

  for (let second = 0; second < 9; second += 1) {
    asking.look(TEA, 0, String(second));
    await answer({ ok: true, awaited: view(9 - second) });
    time.now += 1000;
  }

  assert.equal(asked.length, 3);
});

test("two questions that are drawn in turn are each asked once", async () => {
  const { asking, asked, answer } = makeRoom();

  for (let draw = 0; draw < 4; draw += 1) {
    asking.look(TEA, 0, "1");
    asking.look({ step: 2 }, 0, "1");
  }
  await answer({ ok: true, awaited: view(3) });

  assert.deepEqual(asked, [["awaited.poll", TEA], ["awaited.step", { step: 2 }]]);
  assert.equal(asking.look(TEA, 0, "1")?.here, 3);
  assert.equal(asking.look({ step: 2 }, 0, "1"), null);
});

test("a question that was lost with the link or refused is asked again later", async () => {
  const { asking, asked, answer, time } = makeRoom();

  for (const lost of [null, { ok: false, code: "rate" }]) {
    asking.look(TEA, 0, "1");
    await answer(lost);
    asking.look(TEA, 0, "1");
    time.now += 3000;
  }
  asking.look(TEA, 0, "1");

  assert.equal(asked.length, 3);
});

test("once nobody is awaited, the line says so and counts nobody", () => {
  const lineAt = (/** @type {number} */ voters) => {
    const lectern = makeLectern({ people: { here: 4, members: [] } });
    return drawn(awaitedInPoll(/** @type {any} */ (lectern), /** @type {any} */ (makePoll({ anonymous: true, voters }))));
  };

  assert.match(lineAt(3), />1 person here has not answered</);
  assert.match(lineAt(4), />Everybody here has answered</);
});

test("answers that come within the pause are asked for when it is over, although nothing else changes", async (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  const { asking, asked, answer, time, drawn } = makeRoom();
  asking.look(TEA, 0, "1");
  await answer({ ok: true, awaited: view(3) });
  const before = drawn();

  time.now += 1000;
  asking.look(TEA, 0, "2");
  asking.look(TEA, 0, "3");
  context.mock.timers.tick(1999);
  assert.equal(drawn(), before);
  time.now += 2000;
  context.mock.timers.tick(1);

  assert.equal(drawn(), before + 1);
  asking.look(TEA, 0, "3");
  assert.equal(asked.length, 2);
});

test("those who have answered since the server was asked are not counted", async () => {
  const { asking, answer } = makeRoom();
  asking.look(TEA, 4, "4");
  asking.look(TEA, 5, "5");
  await answer({ ok: true, awaited: view(3) });

  assert.deepEqual([4, 5, 6, 9].map((answered) => asking.look(TEA, answered, "4")?.here), [3, 2, 1, 0]);
});
