// What each feature makes of its broadcasts.
import assert from "node:assert/strict";
import test from "node:test";
import { reducePeople } from "../../static/js/people/reduce.js";
import { reducePolls } from "../../static/js/polls/reduce.js";
import { reduceRoom } from "../../static/js/rooms/reduce.js";
import { reduceSlides } from "../../static/js/slides/reduce.js";
import { reduceSteps } from "../../static/js/steps/reduce.js";
import { makePoll, makeSnapshot, makeStep } from "./factories.js";

test("a poll goes from open to closed to revealed and keeps the member's own vote", () => {
  const opened = reducePolls(makeSnapshot(), "poll.opened", { poll: makePoll({ mine: undefined }) });
  const voted = reducePolls(opened, "poll.voted", { poll: "tea", options: ["tea"] });
  const closed = reducePolls(voted, "poll.closed", { poll: "tea", closed_at: "later" });

  const shown = reducePolls(closed, "poll.revealed", { poll: "tea", tally: { tea: 1, coffee: 0 }, voters: 1, correct: [], why: {} });

  assert.equal(closed.polls[0].closed_at, "later");
  assert.deepEqual([shown.polls[0].state, shown.polls[0].mine, shown.polls[0].tally.tea], ["revealed", ["tea"], 1]);
});

test("a poll knows at which slide it was made and closed", () => {
  const at = (slide, state) => ({ ...state, room: { ...state.room, slide } });
  const made = reducePolls(at(2, makeSnapshot()), "poll.drafted", { poll: makePoll({ slide: null, state: "draft" }) });

  const closed = reducePolls(at(3, made), "poll.closed", { poll: "tea", closed_at: "later" });

  assert.deepEqual([made.polls[0].used_on, closed.polls[0].used_on], [2, 3]);
});

test("opening a host's draft keeps what only the host knows of it", () => {
  const draft = makePoll({ state: "draft", tally: { tea: 0, coffee: 0 }, correct: ["tea"] });

  const state = reducePolls(makeSnapshot({ polls: [draft] }), "poll.opened", { poll: makePoll() });

  assert.equal(state.polls.length, 1);
  assert.deepEqual([state.polls[0].state, state.polls[0].correct], ["open", ["tea"]]);
});

test("news of an unknown poll or step changes nothing", () => {
  const state = makeSnapshot();

  assert.equal(reducePolls(state, "poll.closed", { poll: "other" }), state);
  assert.equal(reduceSteps(state, "step.counts", { step: 9, counts: {} }), state);
});

test("putting a step to everyone makes the one before it proposed again", () => {
  const steps = [makeStep({ step: 1, state: "put" }), makeStep({ step: 2 })];

  const state = reduceSteps(makeSnapshot({ steps }), "step.put", { step: 2, previous: 1 });

  assert.deepEqual(state.steps.map((step) => step.state), ["proposed", "put"]);
});

test("an agreed step has its owner, its date and the counts at that moment", () => {
  const counts = { agree: 3, disagree: 0, abstain: 1 };

  const state = reduceSteps(makeSnapshot({ steps: [makeStep({ state: "put" })] }), "step.agreed", { step: 1, owner: "Ada", due: "2026-12-15", counts });

  const { state: now, owner, due, counts: kept } = state.steps[0];
  assert.deepEqual([now, owner, due, kept], ["agreed", "Ada", "2026-12-15", counts]);
});

test("a member's own answer and a host's reasons find their step", () => {
  const before = makeSnapshot({ steps: [makeStep({ state: "put" })] });
  const answered = reduceSteps(before, "step.answered", { step: 1, answer: "agree", reason: "Yes" });

  const state = reduceSteps(answered, "step.reasons", { step: 1, reasons: [{ member: 7 }] });

  assert.deepEqual(state.steps[0].mine, { answer: "agree", reason: "Yes" });
  assert.equal(state.steps[0].reasons.length, 1);
});

test("a proposed step is there once, however often it is said", () => {
  const once = reduceSteps(makeSnapshot(), "step.proposed", { step: makeStep() });

  const twice = reduceSteps(once, "step.proposed", { step: makeStep({ text: "Other words" }) });

  assert.deepEqual(twice.steps.map((step) => step.text), ["Other words"]);
});

test("a dropped step stays in the list", () => {
  const state = reduceSteps(makeSnapshot({ steps: [makeStep()] }), "step.dropped", { step: 1 });

  assert.equal(state.steps[0].state, "dropped");
});

test("the session starts and ends, the slide moves, the language changes, people come", () => {
  const started = reduceRoom(makeSnapshot({ room: { state: "planned" } }), "room.started", { started_at: "now" });
  const moved = reduceSlides(started, "slide.moved", { slide: 4 });
  const changed = reduceRoom(moved, "member.changed", { language: "kk" });
  const met = reducePeople(changed, "room.people", { people: { here: 1 } });

  const ended = reduceRoom(met, "room.ended", { ended_at: "later" });

  const { state, slide, ended_at } = ended.room;
  assert.deepEqual([state, slide, ended_at, ended.me.language, ended.people.here], ["ended", 4, "later", "kk", 1]);
});
