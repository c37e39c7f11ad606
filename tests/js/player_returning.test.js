// Questions answered wrongly come back in the player by the rules of the server: see test_schedule.py.
import assert from "node:assert/strict";
import test from "node:test";
import { pathOf, placeOf } from "../../static/js/learn/player/places.ts";
import { createProgress, nothingSaved, union } from "../../static/js/learn/player/progress.ts";
import { dueDay, pauseAfter, repetition, studyDay } from "../../static/js/learn/player/returning.ts";

const DAY_MS = 86_400_000;
const NOON = Date.UTC(2026, 2, 2, 12);
const RIGHT = { options: ["b"] };
const WRONG = { options: ["a"] };
const poll = { kind: "single", is_quiz: true, options: [{ id: "a" }, { id: "b", is_correct: true }], text: {} };
const pack = { slides: [{ id: "which", poll }, { id: "other", poll }, { id: "secret", poll: { ...poll, is_anonymous: true } }, { id: "read" }] };

process.env.TZ = "UTC";

let keys = 0;
const at = (days) => NOON + days * DAY_MS;
const answered = (item, days, answer = WRONG) => ({ type: "answered", key: `k${(keys += 1)}`, item, at: at(days), language: "en", answer });
const repeated = (item, days, answer = RIGHT) => ({ type: "repeated", key: `k${(keys += 1)}`, item, at: at(days), zone: "UTC", answer });

function progressOf(...deeds) {
  const progress = createProgress(pack, nothingSaved());
  for (const deed of deeds) progress.apply(deed);
  return progress;
}

/** Returns after how many days from the first answer the question is due; undefined if it is not. */
function dueAfter(...deeds) {
  const progress = progressOf(...deeds);
  return [...Array(60).keys()].find((days) => repetition(pack, progress, at(days)).due.length);
}

const cases = [
  [[], 1],
  [[[true, 1]], 1 + 3],
  [[[true, 1], [true, 4]], 4 + 7],
  [[[true, 1], [true, 4], [true, 11]], undefined],
  [[[true, 1], [false, 4]], 4 + 1],
  [[[true, 1], [true, 4], [false, 30]], 31],
  [[[false, 1], [true, 2]], 2 + 3],
  [[[true, 20]], 20 + 3],
];

for (const [repeats, due] of cases) {
  test(`after ${JSON.stringify(repeats)}, a question returns ${due ? `on day ${due}` : "no more"}`, () => {
    const deeds = repeats.map(([isRight, days]) => repeated("which", days, isRight ? RIGHT : WRONG));

    assert.equal(dueAfter(answered("which", 0), ...deeds), due);
  });
}

test("only the first answer in the course decides", () => {
  assert.equal(dueAfter(answered("which", 0, RIGHT), answered("which", 0.1)), undefined);
  assert.equal(dueAfter(answered("which", 0), answered("which", 0.1, RIGHT)), 1);
  assert.equal(dueAfter(answered("secret", 0)), undefined);
});

test("due questions come in the order of the course, with the day of the next one", () => {
  const progress = progressOf(answered("other", 0), answered("which", 0), repeated("other", 1));

  const { due, day, count } = repetition(pack, progress, at(1));

  assert.deepEqual([due.map(({ id }) => id), day, count], [["which"], "2026-03-06", 1]);
  assert.deepEqual(repetition(pack, progress, at(0)), { due: [], day: "2026-03-03", count: 1 });
});

test("a question that the course no longer asks stays away", () => {
  const progress = progressOf(answered("which", 0));

  assert.deepEqual(repetition({ slides: [{ id: "read" }] }, progress, at(5)), { due: [], day: "", count: 0 });
});

test("a repetition changes nothing that the course counts", () => {
  const progress = progressOf(answered("which", 0));
  const { returning: _, ...before } = progress.saved();
  progress.apply(repeated("which", 1));
  const { returning, ...after } = progress.saved();

  assert.deepEqual(after, before);
  assert.deepEqual(returning, { which: { box: 1, since: at(1) } });
  assert.notEqual(dueDay(returning.which), "");
  assert.equal(dueDay({ box: 3, since: 0 }), "");
  assert.deepEqual([0, 1, 2].map((box) => pauseAfter({ box, since: 0 })), [3, 7, 0]);
});

test("of two devices, the later repetition of each question counts", () => {
  const begun = [answered("which", 0), answered("other", 0)];
  const phone = progressOf(...begun, repeated("which", 1)).saved();
  const laptop = progressOf(...begun, repeated("other", 2)).saved();
  const expected = { which: { box: 1, since: at(1) }, other: { box: 1, since: at(2) } };

  assert.deepEqual(union(phone, laptop).returning, expected);
  assert.deepEqual(union(laptop, phone).returning, expected);
  const { returning: _, ...older } = phone;
  assert.deepEqual(union(older, laptop).returning, laptop.returning);
  assert.deepEqual(union(laptop, older).returning, laptop.returning);
});

test("a day begins at four in the morning where the learner is", () => {
  process.env.TZ = "Asia/Almaty";
  // 23:30 and 3:30 in Almaty are one evening; at 4:00 a new day begins.
  const days = [18.5, 22.5, 23].map((hour) => studyDay(Date.UTC(2026, 2, 2, 0, hour * 60)) - Date.UTC(2026, 2, 2) / DAY_MS);
  process.env.TZ = "UTC";

  assert.deepEqual(days, [0, 0, 1]);
});

test("the page of repetition has the address that it has online", () => {
  assert.deepEqual(placeOf(pack, "repeat"), { page: "repeat", slide: 0 });
  assert.equal(pathOf(pack, { page: "repeat", slide: 0 }), "repeat");
});
