// @ts-check
/** Which poll comes first, and what a key may do to it. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { agendaOf, nextCommand, toggleOf } from "../../static/js/live/polls/console/agenda.ts";

/** @typedef {import("../../static/js/live/polls/console/agenda.ts").PollLike} PollLike */

/** @param {string} poll @param {Partial<PollLike>} more @returns {PollLike} */
const make = (poll, more = {}) => ({ poll, slide: null, state: "draft", opened_at: null, ...more });
const names = (/** @type {PollLike[]} */ polls) => polls.map((each) => each.poll);

test("an open poll comes first, on whatever slide the session is", () => {
  const polls = [make("here", { slide: 3 }), make("elsewhere", { slide: 1, state: "open" })];

  assert.equal(agendaOf(polls, 3).first?.poll, "elsewhere");
});

test("without an open poll the poll of this slide comes first", () => {
  const polls = [make("done", { slide: 1, state: "closed" }), make("here", { slide: 3 })];

  assert.equal(agendaOf(polls, 3).first?.poll, "here");
});

test("a closed poll that waits to be revealed comes before one made on the spot", () => {
  const polls = [make("spot-1"), make("done", { slide: 1, state: "closed" })];

  assert.equal(agendaOf(polls, 7).first?.poll, "done");
});

test("a poll that was just made on the spot comes before that of the slide", () => {
  const polls = [make("here", { slide: 3 }), make("earlier"), make("spot-1", { used_on: 3 }), make("spot-2", { used_on: 3 })];

  assert.equal(agendaOf(polls, 3).first?.poll, "spot-2");
});

test("a poll made on the spot that was just closed stays first until it is revealed", () => {
  const here = make("here", { slide: 3, state: "revealed" });
  const spot = make("spot-1", { state: "closed", used_on: 3 });

  assert.equal(agendaOf([here, spot, make("spot-2", { used_on: 3 })], 3).first?.poll, "spot-1");
  assert.equal(agendaOf([make("here", { slide: 3 }), spot], 3).first?.poll, "spot-1");
});

test("of the results that were shown at this slide the one asked last stays first", () => {
  const here = make("here", { slide: 3, state: "revealed", opened_at: "2026-03-01T09:00:00Z" });
  const spot = make("spot-1", { state: "revealed", used_on: 3, opened_at: "2026-03-01T09:10:00Z" });

  assert.equal(agendaOf([here, spot], 3).first?.poll, "spot-1");
  assert.equal(agendaOf([{ ...here, opened_at: "2026-03-01T09:20:00Z" }, spot], 3).first?.poll, "here");
  assert.equal(agendaOf([{ ...here, state: "draft", opened_at: null }, spot], 3).first?.poll, "here");
  assert.equal(agendaOf([here, spot], 4).first, null);
});

test("after a reload a closed poll made on the spot still comes before one that is over", () => {
  const polls = [make("here", { slide: 3, state: "revealed" }), make("spot-1", { state: "closed" })];

  assert.equal(agendaOf(polls, 3).first?.poll, "spot-1");
});

test("polls that were made ahead do not take the place of the slide's own", () => {
  const polls = [make("here", { slide: 3 }), make("ahead", { used_on: 0 }), make("spot-1", { state: "closed", used_on: 2 })];

  assert.equal(agendaOf(polls, 3).first?.poll, "here");
});

test("of two open polls the one opened last comes first and the other stays in reach", () => {
  const polls = [
    make("old", { state: "open", opened_at: "2026-11-24T09:00:00.000+00:00" }),
    make("new", { state: "open", opened_at: "2026-11-24T09:05:00.000+00:00" }),
  ];

  const { first, others } = agendaOf(polls, 0);

  assert.equal(first?.poll, "new");
  assert.deepEqual(names(others), ["old"]);
});

test("the others are those to close or reveal, then those to come, then those that are over", () => {
  const polls = [
    make("over", { slide: 1, state: "revealed" }),
    make("next", { slide: 9 }),
    make("waits", { slide: 2, state: "closed" }),
    make("here", { slide: 5 }),
  ];

  assert.deepEqual(names(agendaOf(polls, 5).others), ["waits", "next", "over"]);
});

test("no polls, no first", () => {
  assert.deepEqual(agendaOf([], 0), { first: null, others: [] });
});

test("one key opens the poll of this slide and closes it", () => {
  assert.deepEqual(toggleOf([make("a", { slide: 2 })], 2), { command: "poll.open", poll: "a" });
  assert.deepEqual(toggleOf([make("a", { slide: 2, state: "open" })], 2), { command: "poll.close", poll: "a" });
});

test("one key never reveals, and never reaches a poll of another slide", () => {
  assert.equal(toggleOf([make("a", { slide: 2, state: "closed" })], 2), null);
  assert.equal(toggleOf([make("a", { slide: 2, state: "open" })], 3), null);
});

test("a poll goes from draft to open to closed to revealed and no further", () => {
  assert.deepEqual(
    /** @type {const} */ (["draft", "open", "closed", "revealed"]).map(nextCommand),
    ["poll.open", "poll.close", "poll.reveal", null],
  );
});

test("a second round comes before its first, which is listed as long as the second is not asked", () => {
  const first = make("here", { slide: 3, state: "closed" });
  const second = make("here--2", { slide: 3, first: "here" });
  const drafted = agendaOf([first, second], 3);
  const asked = agendaOf([first, { ...second, state: "closed" }], 3);

  assert.deepEqual([drafted.first?.poll, names(drafted.others)], ["here--2", ["here"]]);
  assert.deepEqual([asked.first?.poll, names(asked.others)], ["here--2", []]);
  assert.deepEqual(toggleOf([first, second], 3), { command: "poll.open", poll: "here--2" });
});

test("a second round of a poll made on the spot comes before the first that was closed here", () => {
  const first = make("spot-1", { state: "closed", used_on: 3 });

  assert.equal(agendaOf([first, make("spot-1--2", { first: "spot-1", used_on: 3 })], 3).first?.poll, "spot-1--2");
});

test("a poll made on the spot stays in sight after its result is shown, where the slide has none", () => {
  const shown = make("spot-1", { state: "revealed", used_on: 3 });

  assert.equal(agendaOf([shown], 3).first?.poll, "spot-1");
  assert.equal(agendaOf([shown], 4).first, null);
  assert.equal(agendaOf([make("here", { slide: 3 }), shown], 3).first?.poll, "here");
});
