// @ts-check
/** The stage shows one scene, the latest. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { firstFocus, nextFocus, sceneOf } from "../../static/js/live/stage/scene.ts";

/** @typedef {import("../../static/js/live/stage/scene.ts").StageView} StageView */
/** @typedef {import("../../static/js/live/stage/scene.ts").StagePoll} StagePoll */

/** @param {Partial<StagePoll>} poll */
const poll = (poll) => /** @type {StagePoll} */ ({ poll: "quiz", slide: 2, state: "draft", ...poll });
/** @param {Partial<StageView>} more @param {number} slide @returns {StageView} */
const live = (more = {}, slide = 2) => ({ room: { state: "live", slide }, polls: [], steps: [], ...more });
const first = (/** @type {StageView} */ view) => sceneOf(view, firstFocus(view));
/** The scene after a series of states. @param {StageView[]} views */
function after(...views) {
  let focus = firstFocus(/** @type {StageView} */ (views[0]));
  for (let at = 1; at < views.length; at++) {
    focus = nextFocus(/** @type {StageView} */ (views[at - 1]), /** @type {StageView} */ (views[at]), focus);
  }
  return sceneOf(/** @type {StageView} */ (views.at(-1)), focus);
}

test("a planned session shows how to join, an ended one that it is over", () => {
  assert.equal(first(live({ room: { state: "planned", slide: 0 } })).kind, "waiting");
  assert.equal(first(live({ room: { state: "ended", slide: 4 } })).kind, "ended");
});

test("a slide with an unopened poll is shown as a slide", () => {
  assert.equal(first(live({ polls: [poll({})] })).kind, "slide");
});

test("an open poll of this slide, or of no slide, fills the stage", () => {
  assert.equal(first(live({ polls: [poll({ state: "open" })] })).poll, "quiz");
  assert.equal(first(live({ polls: [poll({ poll: "spot-1", slide: null, state: "open" })] })).poll, "spot-1");
});

test("a step put to the room fills the stage", () => {
  assert.equal(first(live({ steps: [{ step: 3, state: "put" }] })).step, 3);
});

test("a slide with a revealed poll shows the result again", () => {
  assert.equal(first(live({ polls: [poll({ state: "revealed" })] })).poll, "quiz");
});

test("opening a poll brings it to the stage, and it stays there when closed and revealed", () => {
  const states = /** @type {const} */ (["draft", "open", "closed", "revealed"]);

  const scene = after(...states.map((state) => live({ polls: [poll({ poll: "spot-1", slide: null, state })] })));

  assert.equal(scene.poll, "spot-1");
});

test("moving on during an open poll shows the new slide and the poll in one line", () => {
  const polls = [poll({ state: "open" })];

  const scene = after(live({ polls }, 2), live({ polls }, 3));

  assert.deepEqual(scene, { kind: "slide", poll: null, step: null, beside: "quiz" });
});

test("moving back to the slide of an open poll shows the poll again", () => {
  const polls = [poll({ state: "open" })];

  assert.equal(after(live({ polls }, 3), live({ polls }, 2)).poll, "quiz");
});

test("a step put during an open poll takes the stage, with the poll in one line", () => {
  const polls = [poll({ state: "open" })];

  const scene = after(live({ polls }), live({ polls, steps: [{ step: 1, state: "put" }] }));

  assert.equal(scene.step, 1);
  assert.equal(scene.beside, "quiz");
});

test("an agreed step stays visible, one set aside makes room for the slide", () => {
  const put = live({ steps: [{ step: 1, state: "put" }] });

  assert.equal(after(put, live({ steps: [{ step: 1, state: "agreed" }] })).kind, "step");
  assert.equal(after(put, live({ steps: [{ step: 1, state: "dropped" }] })).kind, "slide");
  assert.equal(after(put, live({ steps: [{ step: 1, state: "proposed" }] })).kind, "slide");
  assert.equal(after(put, live({ steps: [{ step: 1, state: "closed" }] })).kind, "step");
  assert.equal(after(put, live({ steps: [{ step: 1, state: "proposed", outcome: {} }] })).kind, "step");
});

test("an incoming vote does not change the scene", () => {
  const polls = [poll({ state: "open" })];

  assert.equal(after(live({ polls }), live({ polls: [...polls] })).poll, "quiz");
});

test("the second of two revealed rounds fills the stage, also on returning to the slide", () => {
  const round = (/** @type {StagePoll["state"]} */ state) => [
    poll({ state }),
    poll({ poll: "quiz--2", first: "quiz", state }),
  ];

  assert.equal(after(live({ polls: round("closed") }), live({ polls: round("revealed") })).poll, "quiz--2");
  assert.equal(first(live({ polls: round("revealed") })).poll, "quiz--2");
});

test("revealing the next item of the slide brings the slide back", () => {
  const at = (/** @type {number} */ revealed) => ({ state: /** @type {const} */ ("live"), slide: 2, revealed });
  const polls = [poll({ poll: "spot-1", slide: null, state: "revealed" })];

  const scene = after(live({ room: at(1) }), live({ room: at(1), polls }), live({ room: at(2), polls }));

  assert.equal(scene.kind, "slide");
});
