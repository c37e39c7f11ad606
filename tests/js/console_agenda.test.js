// @ts-check
/** The console orders its polls, and a key may open or close only this slide's. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { agendaOf, nextCommand, toggleOf } from "../../static/js/live/polls/console/agenda.ts";

/** @typedef {import("../../static/js/live/polls/console/agenda.ts").PollLike} PollLike */

/** @param {string} poll @param {Partial<PollLike>} more @returns {PollLike} */
const make = (poll, more = {}) => ({ poll, slide: null, state: "draft", opened_at: null, ...more });
const names = (/** @type {PollLike[]} */ polls) => polls.map((poll) => poll.poll);

test("an open poll comes first on any slide", () => {
  const polls = [make("here", { slide: 3 }), make("elsewhere", { slide: 1, state: "open" })];

  assert.equal(agendaOf(polls, 3).first?.poll, "elsewhere");
});

test("this slide's poll comes first without an open poll", () => {
  const polls = [make("done", { slide: 1, state: "closed" }), make("here", { slide: 3 })];

  assert.equal(agendaOf(polls, 3).first?.poll, "here");
});

test("a closed unrevealed poll comes before a spontaneous one", () => {
  const polls = [make("spot-1"), make("done", { slide: 1, state: "closed" })];

  assert.equal(agendaOf(polls, 7).first?.poll, "done");
});

test("a new spontaneous poll comes before the slide's poll", () => {
  const polls = [make("here", { slide: 3 }), make("earlier"), make("spot-1", { used_on: 3 }), make("spot-2", { used_on: 3 })];

  assert.equal(agendaOf(polls, 3).first?.poll, "spot-2");
});

test("a closed spontaneous poll stays first until it is revealed", () => {
  const slidePoll = make("here", { slide: 3, state: "revealed" });
  const spot = make("spot-1", { state: "closed", used_on: 3 });

  assert.equal(agendaOf([slidePoll, spot, make("spot-2", { used_on: 3 })], 3).first?.poll, "spot-1");
  assert.equal(agendaOf([make("here", { slide: 3 }), spot], 3).first?.poll, "spot-1");
});

test("the latest result shown at this slide stays first", () => {
  const slidePoll = make("here", { slide: 3, state: "revealed", opened_at: "2026-03-01T09:00:00Z" });
  const spot = make("spot-1", { state: "revealed", used_on: 3, opened_at: "2026-03-01T09:10:00Z" });

  assert.equal(agendaOf([slidePoll, spot], 3).first?.poll, "spot-1");
  assert.equal(agendaOf([{ ...slidePoll, opened_at: "2026-03-01T09:20:00Z" }, spot], 3).first?.poll, "here");
  assert.equal(agendaOf([{ ...slidePoll, state: "draft", opened_at: null }, spot], 3).first?.poll, "here");
  assert.equal(agendaOf([slidePoll, spot], 4).first, null);
});

test("a closed spontaneous poll comes before a finished one after a reload", () => {
  const polls = [make("here", { slide: 3, state: "revealed" }), make("spot-1", { state: "closed" })];

  assert.equal(agendaOf(polls, 3).first?.poll, "spot-1");
});

test("polls made in advance do not displace the slide's own", () => {
  const polls = [make("here", { slide: 3 }), make("ahead", { used_on: 0 }), make("spot-1", { state: "closed", used_on: 2 })];

  assert.equal(agendaOf(polls, 3).first?.poll, "here");
});

test("the last opened of two open polls comes first, the other stays reachable", () => {
  const polls = [
    make("old", { state: "open", opened_at: "2026-11-24T09:00:00.000+00:00" }),
    make("new", { state: "open", opened_at: "2026-11-24T09:05:00.000+00:00" }),
  ];

  const { first, others } = agendaOf(polls, 0);

  assert.equal(first?.poll, "new");
  assert.deepEqual(names(others), ["old"]);
});

test("the other polls are sorted: those to close or reveal, upcoming ones, finished ones", () => {
  const polls = [
    make("over", { slide: 1, state: "revealed" }),
    make("next", { slide: 9 }),
    make("waits", { slide: 2, state: "closed" }),
    make("here", { slide: 5 }),
  ];

  assert.deepEqual(names(agendaOf(polls, 5).others), ["waits", "next", "over"]);
});

test("an agenda without polls has no first poll", () => {
  assert.deepEqual(agendaOf([], 0), { first: null, others: [] });
});

test("one key opens and closes this slide's poll", () => {
  assert.deepEqual(toggleOf([make("a", { slide: 2 })], 2), { command: "poll.open", poll: "a" });
  assert.deepEqual(toggleOf([make("a", { slide: 2, state: "open" })], 2), { command: "poll.close", poll: "a" });
});

test("one key never reveals a poll or reaches another slide's", () => {
  assert.equal(toggleOf([make("a", { slide: 2, state: "closed" })], 2), null);
  assert.equal(toggleOf([make("a", { slide: 2, state: "open" })], 3), null);
});

test("a poll goes from draft to open to closed to revealed and no further", () => {
  assert.deepEqual(
    /** @type {const} */ (["draft", "open", "closed", "revealed"]).map(nextCommand),
    ["poll.open", "poll.close", "poll.reveal", null],
  );
});

test("a second round comes before the first, which stays listed until the second is asked", () => {
  const first = make("here", { slide: 3, state: "closed" });
  const second = make("here--2", { slide: 3, first: "here" });
  const drafted = agendaOf([first, second], 3);
  const reasked = agendaOf([first, { ...second, state: "closed" }], 3);

  assert.deepEqual([drafted.first?.poll, names(drafted.others)], ["here--2", ["here"]]);
  assert.deepEqual([reasked.first?.poll, names(reasked.others)], ["here--2", []]);
  assert.deepEqual(toggleOf([first, second], 3), { command: "poll.open", poll: "here--2" });
});

test("a spontaneous poll's second round comes before the first, closed here", () => {
  const first = make("spot-1", { state: "closed", used_on: 3 });

  assert.equal(agendaOf([first, make("spot-1--2", { first: "spot-1", used_on: 3 })], 3).first?.poll, "spot-1--2");
});

test("a revealed spontaneous poll stays in sight on a slide without a poll", () => {
  const spontaneous = make("spot-1", { state: "revealed", used_on: 3 });

  assert.equal(agendaOf([spontaneous], 3).first?.poll, "spot-1");
  assert.equal(agendaOf([spontaneous], 4).first, null);
  assert.equal(agendaOf([make("here", { slide: 3 }), spontaneous], 3).first?.poll, "here");
});

test("a poll that has no result to show gives way to the one shown after it", () => {
  const few = make("here", { slide: 3, state: "closed", opened_at: "2026-03-01T09:00:00Z" });
  const spot = make("spot-1", { state: "revealed", used_on: 3, opened_at: "2026-03-01T09:10:00Z" });
  const isSpent = (/** @type {PollLike} */ { poll }) => poll === "here";

  assert.equal(agendaOf([few, spot], 3, isSpent).first?.poll, "spot-1");
  assert.equal(agendaOf([few, spot], 3).first?.poll, "here");
  assert.equal(agendaOf([few], 3, isSpent).first?.poll, "here");
});
