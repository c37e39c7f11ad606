// A screen's store holds and drops broadcasts, notices gaps, and lets the newest win.
import assert from "node:assert/strict";
import test from "node:test";
import { apply, startCatchUp, finishCatchUp, echo, initialState } from "../../static/js/room/engine/store.ts";
import { makePoll, makeSnapshot, makeStep, broadcast } from "./factories.js";

const current = (changes = {}) => finishCatchUp(initialState(makeSnapshot(changes)), makeSnapshot(changes));

test("a page shows its first snapshot at once", () => {
  const state = initialState(makeSnapshot({ room: { slide: 3 } }));

  assert.equal(state.room.slide, 3);
});

test("broadcasts are held until the snapshot arrives, then newer ones are applied", () => {
  const waiting = initialState(makeSnapshot());

  const holding = apply(waiting, "slide.moved", broadcast(12, { slide: 2 }, { after: 11 }));
  const state = finishCatchUp(holding, makeSnapshot({ version: 11, room: { slide: 1 } }));

  assert.equal(holding.room.slide, 0);
  assert.equal(state.room.slide, 2);
});

test("a broadcast already in the snapshot is dropped", () => {
  const holding = apply(initialState(makeSnapshot()), "slide.moved", broadcast(11, { slide: 2 }));

  const state = finishCatchUp(holding, makeSnapshot({ version: 12, room: { slide: 4 } }));

  assert.equal(state.room.slide, 4);
  assert.equal(state.gap, false);
});

test("a late broadcast, older than the snapshot, changes nothing", () => {
  const state = current({ version: 12, room: { slide: 4 } });

  assert.equal(apply(state, "slide.moved", broadcast(11, { slide: 2 })), state);
});

test("broadcasts in sequence are applied one after the other", () => {
  const state = ["slide.moved", "slide.moved"].reduce(
    (next, name, index) => apply(next, name, broadcast(11 + index, { slide: index + 1 })),
    current(),
  );

  assert.equal(state.room.slide, 2);
  assert.equal(state.heard.everyone, 12);
});

test("versions used by other audiences are no gap, a missed broadcast is one", () => {
  const state = current();

  const fine = apply(state, "slide.moved", broadcast(15, { slide: 1 }, { after: 10 }));
  const gap = apply(state, "slide.moved", broadcast(15, { slide: 1 }, { after: 12 }));

  assert.equal(fine.gap, false);
  assert.equal(gap.gap, true);
  assert.equal(gap.room.slide, 0);
});

test("all broadcasts after a gap are held until a new snapshot closes it", () => {
  const gap = apply(current(), "slide.moved", broadcast(13, { slide: 3 }, { after: 12 }));
  const holding = apply(gap, "slide.moved", broadcast(14, { slide: 4 }));

  const state = finishCatchUp(holding, makeSnapshot({ version: 13, room: { slide: 3 } }));

  assert.equal(state.room.slide, 4);
  assert.equal(state.gap, false);
});

test("requesting a new snapshot drops held broadcasts, as the answer is newer", () => {
  const gap = apply(current(), "slide.moved", broadcast(13, { slide: 3 }, { after: 12 }));

  const asking = startCatchUp(gap);

  assert.deepEqual([asking.held, asking.gap, asking.catchingUp], [[], false, true]);
});

test("two broadcasts in the wrong order cause a new snapshot, not a wrong state", () => {
  const late = apply(current(), "slide.moved", broadcast(12, { slide: 2 }));
  const together = apply(late, "slide.moved", broadcast(11, { slide: 1 }));

  assert.equal(together.gap, true);
  assert.equal(finishCatchUp(together, makeSnapshot({ version: 12, room: { slide: 2 } })).room.slide, 2);
});

test("one batch may contain several broadcasts of one version", () => {
  const first = apply(current(), "poll.opened", broadcast(11, { poll: makePoll() }, { after: 10 }));
  const second = apply(first, "slide.moved", broadcast(11, { slide: 1 }, { after: 10 }));

  assert.equal(second.polls.length, 1);
  assert.equal(second.room.slide, 1);
  assert.equal(second.gap, false);
});

test("a broadcast that comes twice is applied once", () => {
  const step = makeStep();
  const once = apply(current(), "step.proposed", broadcast(11, { step }));
  const later = apply(once, "step.proposed", broadcast(12, { step: makeStep({ step: 2 }) }));

  const repeated = apply(later, "step.proposed", broadcast(11, { step }));

  assert.equal(repeated, later);
});

test("each audience has its own sequence", () => {
  const host = current({ said: { hosts: 4 } });

  const drafted = apply(host, "poll.drafted", broadcast(11, { poll: makePoll({ state: "draft" }) }, { after: 4, audience: "hosts" }));

  assert.equal(drafted.gap, false);
  assert.deepEqual(drafted.heard, { everyone: 10, hosts: 11 });
});

test("the newest frequent state wins, whatever the order of arrival", () => {
  const state = current({ polls: [makePoll()] });
  const tally = (version, tea) => ({ version, poll: "tea", tally: { tea, coffee: 0 }, voters: tea });

  const newer = apply(state, "poll.tally", tally(14, 5));
  const older = apply(newer, "poll.tally", tally(13, 4));

  assert.equal(older.polls[0].tally.tea, 5);
});

test("a frequent state read at the snapshot's own version is still taken", () => {
  const state = current({ steps: [makeStep({ state: "put" })] });
  const counts = { agree: 1, disagree: 0, abstain: 0 };

  const next = apply(state, "step.counts", { version: 10, step: 1, counts });

  assert.deepEqual(next.steps[0].counts, counts);
});

test("a tick ahead of what was heard requests a snapshot", () => {
  const state = current();

  assert.equal(apply(state, "room.tick", { version: 12, said: { everyone: 12 } }).gap, true);
  assert.equal(apply(state, "room.tick", { version: 12, said: { everyone: 10 } }), state);
  assert.equal(apply(state, "room.tick", { version: 12, said: { everyone: 10 }, missed: true }).gap, true);
});

test("a tick about the hosts' sequence concerns only hosts", () => {
  const participant = current();
  const host = current({ said: { hosts: 4 } });
  const tick = { version: 12, said: { everyone: 10, hosts: 9 } };

  assert.equal(apply(participant, "room.tick", tick), participant);
  assert.equal(apply(host, "room.tick", tick).gap, true);
});

test("an unknown or unversioned broadcast is ignored", () => {
  const state = current();

  assert.equal(apply(state, "slide.moved", undefined), state);
  assert.equal(apply(state, "something.new", { version: 11 }), state);
});

test("an acknowledged vote counts as counted even if its own broadcast is lost", () => {
  const state = current({ polls: [makePoll()] });

  const [name, body] = echo("poll.vote", { poll: "tea", options: ["coffee"] }, 11);

  assert.deepEqual(apply(state, name, body).polls[0].mine, ["coffee"]);
});

test("an acknowledged answer without a reason has an empty one", () => {
  const state = current({ steps: [makeStep()] });

  const [name, body] = echo("step.answer", { step: 1, answer: "agree" }, 11);

  const { answer, reason } = apply(state, name, body).steps[0].mine;
  assert.deepEqual([answer, reason], ["agree", ""]);
});
