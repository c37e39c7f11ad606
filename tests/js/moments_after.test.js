// The card of the moment keeps what the stage still shows, and says what a presenter may forget.

import assert from "node:assert/strict";
import { test } from "node:test";

import { stepMoment } from "../../static/js/live/steps/console/moment.ts";
import { timeMoment } from "../../static/js/live/timing/moment.ts";
import { stills } from "../../static/js/live/stills/participant.ts";
import { drawn, makeLectern } from "./drawn.js";
import { makeOutcome, makePoll, makeStep } from "./factories.js";

const put = makeStep({ state: "put", counts: { agree: 2 } });
const agreed = makeStep({ state: "agreed", counts: { agree: 2 }, outcome: makeOutcome() });

/** Shows the lectern these states of its room, one after the other. */
function momentsOf(lectern, ...changes) {
  return changes.map((change) => {
    lectern.room.state = { ...lectern.room.state, ...change };
    return stepMoment(lectern);
  });
}

test("the outcome of a step stays on the card until the presenter moves on", () => {
  const lectern = makeLectern({ steps: [put] });
  const { room } = lectern.room.state;

  const [asked, decided, moved, back] = momentsOf(lectern, {}, { steps: [agreed] }, { room: { ...room, slide: 5 } }, { room });

  assert.equal(asked.urgency, "now");
  assert.equal(decided.urgency, "next");
  assert.match(drawn(decided.kind), /Agreed/);
  assert.match(drawn(decided.act), /Next steps/);
  assert.deepEqual([moved, back], [undefined, undefined]);
});

test("a poll that opens takes the place of the outcome for good", () => {
  const lectern = makeLectern({ steps: [put] });
  const open = { polls: [makePoll({ state: "open" })] };

  const [, , during, after] = momentsOf(lectern, {}, { steps: [agreed] }, open, { polls: [] });

  assert.deepEqual([during, after], [undefined, undefined]);
});

test("a step that was decided earlier is not on the card", () => {
  assert.equal(stepMoment(makeLectern({ steps: [agreed] })), undefined);
});

test("a break warns the presenter whose microphone is on", () => {
  const timing = { now: { kind: "break", label: "break", clock: "09:25", starts_at: "2026-11-24T09:10:00Z", ends_at: "2026-11-24T09:25:00Z" } };
  const state = (holder) => drawn(timeMoment(makeLectern({ timing, voice: { floor: { holder, name: "Dana", turn: 1 } } })).state);
  const { member } = makeLectern().room.state.me;

  assert.match(state(member), /Your microphone is on/);
  assert.equal(state(member + 1), "");
});

test("a shown picture is offered to those who look at something else", () => {
  const state = { room: { state: "live" }, stage: { kind: "picture", key: "k" }, stills: { screen: { key: "k" } } };

  assert.equal(stills.offer(state, { place: "questions", shown: 1 }).place, "slides");
  assert.equal(stills.offer(state, { place: "slides", shown: 1 }), null);
  assert.equal(stills.offer({ ...state, stage: { kind: null, key: null } }, { place: "questions", shown: 1 }), null);
});
