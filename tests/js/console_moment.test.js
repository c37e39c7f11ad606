// @ts-check
/** The card of the moment shows what is most urgent. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { inOrder } from "../../static/js/live/console/moment.ts";
import { sceneNow } from "../../static/js/live/stage/now.ts";
import { stepMoment } from "../../static/js/live/steps/console/moment.ts";
import { pollMoment } from "../../static/js/live/polls/console/moment.ts";
import { makeLectern } from "./drawn.js";
import { makePoll, makeStep } from "./factories.js";

/** @typedef {"now" | "next" | "soon" | "done"} Urgency */

/** @param {[string, Urgency][]} moments */
const order = (...moments) => inOrder(moments.map(([key, urgency]) => ({ key, urgency }))).map(({ key }) => key);

test("what everybody has before them comes before what could begin, and that before what waits", () => {
  assert.deepEqual(order(["result", "done"], ["hand", "soon"], ["draft", "next"], ["step", "now"]), ["step", "draft", "hand", "result"]);
});

test("of two that are as urgent, the earlier feature comes first", () => {
  assert.deepEqual(order(["poll", "now"], ["step", "now"], ["groups", "now"]), ["poll", "step", "groups"]);
});

test("nothing waits", () => {
  assert.deepEqual(order(), []);
});

const DECK = { language: "en", slides: [{ poll: { question: "Tea?", labels: { tea: "Tea" }, language: "en" } }] };
const texts = /** @type {any} */ ({ decks: { get: () => DECK } });
const open = makePoll({ poll: "quiz", slide: 0, state: "open", texts: { en: { question: "Tea?", labels: {} } } });
const put = makeStep({ step: 3, state: "put" });

/** The moments after these changes of the session, the one of the card first, and what the stage shows. */
function afterChanges(/** @type {object[]} */ ...changes) {
  const lectern = /** @type {any} */ (makeLectern({ stage: { kind: null, key: null } }));
  sceneNow(lectern.room);
  for (const change of changes) {
    lectern.room.state = { ...lectern.room.state, ...change };
    sceneNow(lectern.room);
  }
  const moments = [pollMoment(lectern, texts), stepMoment(lectern)].flatMap((moment) => moment ?? []);
  return { scene: sceneNow(lectern.room), keys: inOrder(moments).map(({ key }) => key) };
}

test("with a poll and a step at once, the card has the one on the stage, the later of the two", () => {
  const step = afterChanges({ polls: [open] }, { steps: [put] });
  const poll = afterChanges({ steps: [put] }, { polls: [open] });

  assert.deepEqual([step.scene.kind, step.keys], ["step", ["step 3", "poll quiz open"]]);
  assert.deepEqual([poll.scene.kind, poll.keys], ["poll", ["poll quiz open", "step 3"]]);
});

test("a poll that was closed while a step is put stays on the card as long as the stage shows it", () => {
  const closed = makePoll({ ...open, state: "closed" });

  assert.deepEqual(afterChanges({ polls: [open] }, { steps: [put] }, { polls: [closed] }).keys, ["poll quiz closed", "step 3"]);
});

test("what the stage could not show keeps its urgency, and a break covers everything", () => {
  const ordered = inOrder(/** @type {any[]} */ ([
    { key: "poll", urgency: "now", isOnStage: false },
    { key: "step", urgency: "now", isOnStage: true },
    { key: "hand", urgency: "soon" },
    { key: "break", urgency: "now", coversStage: true },
  ]));

  assert.deepEqual(ordered.map(({ key }) => key), ["break", "poll", "step", "hand"]);
});

test("a mere result on the stage does not hide what waits for the presenter", () => {
  const ordered = inOrder(/** @type {any[]} */ ([
    { key: "result", urgency: "done", isOnStage: true },
    { key: "step", urgency: "now", isOnStage: false },
  ]));

  assert.deepEqual(ordered.map(({ key }) => key), ["step", "result"]);
});
