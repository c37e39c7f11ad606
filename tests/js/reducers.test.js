// Each feature reduces its broadcasts.
import assert from "node:assert/strict";
import test from "node:test";
import { reduce } from "../../static/js/room/engine/store.ts";
import { makePoll, makeSnapshot, makeStep } from "./factories.js";

test("a poll goes from open to closed to revealed and keeps the member's own vote", () => {
  const opened = reduce(makeSnapshot(), "poll.opened", { poll: makePoll({ mine: undefined }) });
  const voted = reduce(opened, "poll.voted", { poll: "tea", options: ["tea"] });
  const closed = reduce(voted, "poll.closed", { poll: "tea", closed_at: "later" });

  const revealed = reduce(closed, "poll.revealed", { poll: "tea", tally: { tea: 1, coffee: 0 }, voters: 1, correct: [], why: {} });

  assert.equal(closed.polls[0].closed_at, "later");
  assert.deepEqual([revealed.polls[0].state, revealed.polls[0].mine, revealed.polls[0].tally.tea], ["revealed", ["tea"], 1]);
});

test("a poll knows the slides at which it was made and closed", () => {
  const at = (slide, state) => ({ ...state, room: { ...state.room, slide } });
  const drafted = reduce(at(2, makeSnapshot()), "poll.drafted", { poll: makePoll({ slide: null, state: "draft" }) });

  const closed = reduce(at(3, drafted), "poll.closed", { poll: "tea", closed_at: "later" });

  assert.deepEqual([drafted.polls[0].used_on, closed.polls[0].used_on], [2, 3]);
});

test("opening a host's draft keeps the data that only the host has", () => {
  const draft = makePoll({ state: "draft", tally: { tea: 0, coffee: 0 }, correct: ["tea"] });

  const state = reduce(makeSnapshot({ polls: [draft] }), "poll.opened", { poll: makePoll() });

  assert.equal(state.polls.length, 1);
  assert.deepEqual([state.polls[0].state, state.polls[0].correct], ["open", ["tea"]]);
});

test("a reopened poll with enough answers is not reported to have too few", () => {
  const poll = makePoll({ anonymous: true, state: "closed", voters: 3, figures: { few: 5 } });
  const opened = reduce(makeSnapshot({ polls: [poll] }), "poll.opened", { poll: makePoll({ anonymous: true }) });
  const closed = reduce(opened, "poll.closed", { poll: "tea", closed_at: "later" });

  const counted = reduce(closed, "poll.tally", { poll: "tea", voters: 5, tally: { tea: 4, coffee: 1 } });

  assert.equal(opened.polls[0].figures, undefined);
  assert.deepEqual([counted.polls[0].figures, counted.polls[0].tally], [undefined, { tea: 4, coffee: 1 }]);
});

test("news of an unknown poll or step changes nothing", () => {
  const state = makeSnapshot();

  assert.deepEqual(reduce(state, "poll.closed", { poll: "other" }), state);
  assert.deepEqual(reduce(state, "step.counts", { step: 9, counts: {} }), state);
});

test("the session starts and ends, slide and language change, people arrive", () => {
  const started = reduce(makeSnapshot({ room: { state: "planned" } }), "room.started", { started_at: "now" });
  const moved = reduce(started, "slide.moved", { slide: 4 });
  const changed = reduce(moved, "member.changed", { language: "kk" });
  const met = reduce(changed, "room.people", { people: { here: 1 } });

  const ended = reduce(met, "room.ended", { ended_at: "later" });

  const { state, slide, ended_at } = ended.room;
  assert.deepEqual([state, slide, ended_at, ended.me.language, ended.people.here], ["ended", 4, "later", "kk", 1]);
});

test("a screen knows only that an anonymous vote exists", () => {
  const polls = [makePoll({ anonymous: true, mine: null }), makePoll({ poll: "named", mine: null })];
  const sent = { options: [], number: 3 };

  const state = ["tea", "named"].reduce((now, poll) => reduce(now, "poll.voted", { poll, ...sent }), makeSnapshot({ polls }));

  assert.deepEqual([state.polls[0].mine, state.polls[0].answer], [[], undefined]);
  assert.deepEqual([state.polls[1].mine, state.polls[1].answer], [[], { number: 3 }]);
});

test("open texts are added, changed and removed", () => {
  const change = (state, name, body) => reduce(state, name, { poll: "tea", ...body });
  const waiting = change(makeSnapshot({ polls: [makePoll()] }), "poll.replies", { replies: [{ id: "1", text: "Tee", state: "waiting" }] });

  const changed = change(waiting, "poll.replies", { replies: [{ id: "1", text: "Tea" }, { id: "2", text: "Water" }] });
  const hidden = change(changed, "poll.hidden", { ids: ["1"] });

  assert.deepEqual(changed.polls[0].replies, [{ id: "1", text: "Tea", state: "waiting" }, { id: "2", text: "Water" }]);
  assert.deepEqual(hidden.polls[0].replies?.map(({ id }) => id), ["2"]);
});

test("a countdown is extended, and ends with the poll", () => {
  const open = makeSnapshot({ polls: [makePoll({ closes_at: "soon" })] });

  const later = reduce(open, "poll.extended", { poll: "tea", closes_at: "later" });
  const closed = reduce(later, "poll.closed", { poll: "tea", closed_at: "now" });

  assert.deepEqual([later.polls[0].closes_at, closed.polls[0].closes_at], ["later", undefined]);
});

test("a withheld result leaves no tally, and a result by language is kept", () => {
  const open = makeSnapshot({ polls: [makePoll({ tally: undefined })] });

  const tallied = reduce(open, "poll.tally", { poll: "tea", voters: 3 });
  const languages = reduce(tallied, "poll.languages", { poll: "tea", languages: { ru: { voters: 5 } } });

  assert.deepEqual([languages.polls[0].voters, languages.polls[0].tally], [3, undefined]);
  assert.deepEqual(languages.polls[0].languages, { ru: { voters: 5 } });
});
