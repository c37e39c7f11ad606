// @ts-check
/** Text of a shared note reaches the server whatever happens; group work is read from the state. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { memoryShelf } from "../../static/js/kit/storage.ts";
import { groupCard } from "../../static/js/live/groups/card.ts";
import { cursorAfter } from "../../static/js/live/groups/note.ts";
import { callsFor, noteOf, secondsLeft } from "../../static/js/live/groups/parts.ts";
import { createPen } from "../../static/js/live/groups/pen.ts";
import { drawn, makeLectern } from "./drawn.js";
import { makeSnapshot } from "./factories.js";

const KEY = "block-0001";

/** A room that a test answers by hand. */
function makeRoom(shelf = memoryShelf()) {
  /** @type {any[]} */
  const sent = [];
  /** @type {any} */
  const room = {
    state: { ...makeSnapshot(), groups: { mine: 1, items: [] }, pulses: {} },
    waiting: [],
    send: (/** @type {string} */ command, /** @type {any} */ fields, /** @type {any} */ how) =>
      new Promise((answer) => sent.push({ command, fields, how, answer })),
  };
  /** @type {Array<() => void>} */
  const planned = [];
  const open = () =>
    createPen({ room, shelf, round: 1, group: 1, changed: () => {}, later: (act) => void planned.push(act) });
  const settle = () => new Promise((resolve) => setImmediate(resolve));
  const send = () => planned.splice(0).forEach((act) => act());
  return { room, sent, shelf, open, pen: open(), send, settle };
}

test("keystrokes are collected and sent with the text they were based on", () => {
  const { pen, sent, send } = makeRoom();

  pen.type(KEY, "We beg", "", "");
  pen.type(KEY, "We begin", "", "");
  send();

  assert.equal(sent.length, 1);
  assert.deepEqual(sent[0].fields, { round: 1, group: 1, block: KEY, was: "", now: "We begin", language: "en", after: "" });
  assert.equal(sent[0].how.kept, true);
});

test("text typed during a change waits for it and builds on it", async () => {
  const { pen, sent, send, settle } = makeRoom();
  pen.type(KEY, "We", "", "");
  send();
  pen.type(KEY, "We begin", "", "");
  send();
  assert.equal(sent.length, 1);

  sent[0].answer({ ok: true, version: 11 });
  await settle();
  send();

  assert.equal(sent[1].fields.was, "We");
  assert.equal(sent[1].fields.now, "We begin");
});

test("the draft stays until the server's text is known to include it", async () => {
  const { room, pen, sent, send, settle } = makeRoom();
  pen.type(KEY, "We begin", "", "");
  send();
  sent[0].answer({ ok: true, version: 12 });
  await settle();
  assert.equal(pen.drafts.get(KEY)?.now, "We begin");

  room.state = { ...room.state, pulses: { [`groups.own_item 1.${KEY}`]: 11 } };
  pen.hear();
  assert.ok(pen.drafts.has(KEY));
  room.state = { ...room.state, pulses: { [`groups.own_item 1.${KEY}`]: 12 } };
  pen.hear();

  assert.equal(pen.drafts.size, 0);
});

test("unsent text survives the page", () => {
  const first = makeRoom();
  first.pen.type(KEY, "We begin", "", "");

  const second = makeRoom(first.shelf);
  second.send();

  assert.equal(second.pen.drafts.get(KEY)?.now, "We begin");
  assert.equal(second.sent[0].fields.now, "We begin");
});

test("an earlier page's pending change is waited for before later text is sent", () => {
  const first = makeRoom();
  first.pen.type(KEY, "We", "", "");
  first.send();
  first.pen.type(KEY, "We begin", "", "");
  const second = makeRoom(first.shelf);
  second.room.waiting = [{ command: "group.write", fields: { block: KEY } }];

  second.pen.hear();
  assert.equal(second.sent.length, 0);
  second.room.waiting = [];
  second.pen.hear();

  assert.deepEqual([second.sent[0].fields.was, second.sent[0].fields.now], ["We", "We begin"]);
});

test("refused text stays visible with the reason until it is edited", async () => {
  const { pen, sent, send, settle } = makeRoom();
  pen.type(KEY, "We begin", "", "");
  send();

  sent[0].answer({ ok: false, code: "not_in_group" });
  await settle();

  assert.equal(pen.drafts.get(KEY)?.refused, "not_in_group");
  assert.equal(pen.drafts.get(KEY)?.now, "We begin");
});

test("text typed and removed again is not sent", () => {
  const { pen, sent, send } = makeRoom();
  pen.type(KEY, "We begin!", "We begin", "");
  pen.type(KEY, "We begin", "We begin", "");
  send();

  pen.hear();

  assert.equal(sent.length, 0);
  assert.equal(pen.drafts.size, 0);
});

test("another group and another round share no drafts", () => {
  const { room, shelf, pen } = makeRoom();
  pen.type(KEY, "We begin", "", "");

  const otherPen = createPen({ room, shelf, round: 1, group: 2, changed: () => {}, later: () => {} });
  const second = createPen({ room, shelf, round: 2, group: 1, changed: () => {}, later: () => {} });

  assert.equal(otherPen.drafts.size + second.drafts.size, 0);
});

test("the cursor stays beside its words when others change the text", () => {
  assert.equal(cursorAfter("begin on Monday", "We begin on Monday", 8), 11);
  assert.equal(cursorAfter("We begin", "We begin on Monday", 8), 8);
  assert.equal(cursorAfter("We begin on Monday", "We", 10), 2);
});

test("a note is ordered by position and belongs to one group", () => {
  const block = (/** @type {any} */ id, /** @type {any} */ of, /** @type {any} */ at) => ({ kind: "block", id, of, at });
  const items = /** @type {any} */ ([block("1.b", 1, "0002"), block("2.c", 2, "0001"), block("1.a", 1, "00015")]);

  assert.deepEqual(noteOf({ items }, 1).map(({ id }) => id), ["1.a", "1.b"]);
});

test("the group that called first comes first", () => {
  const groups = /** @type {any} */ ([{ group: 1, help_at: "b" }, { group: 2, help_at: null }, { group: 3, help_at: "a" }]);

  assert.deepEqual(callsFor(groups).map(({ group }) => group), [3, 1]);
});

test("the time left is in whole seconds and never negative", () => {
  const round = /** @type {any} */ ({ state: "running", closes_at: "2026-11-24T09:10:00.000+00:00" });
  const at = (/** @type {string} */ time) => secondsLeft(round, Date.parse(`2026-11-24T09:${time}.000+00:00`));

  assert.equal(at("00:55"), 545);
  assert.equal(at("11:00"), 0);
});

/** @param {string} state of the round @param {number} count of groups, each of Ada and Bek */
function firstCard(state, count) {
  const members = ["Ada", "Bek"].map((name, at) => ({ member: at + 1, name, language: "en", wrote: false }));
  const groups = Array.from({ length: count }, (_, at) => ({ group: at + 1, members }));
  const parts = /** @type {any} */ ({ round: { state }, items: [] });
  return drawn(groupCard(/** @type {any} */ (makeLectern({ groups: parts, stage: {} })), /** @type {any} */ (groups[0]), parts, /** @type {any} */ (groups)));
}

test("the names of a group are shown before group work begins, once each", () => {
  for (const count of [1, 2]) {
    const card = firstCard("draft", count);

    assert.deepEqual(card.match(/<bdi>\w+<\/bdi>/g), ["<bdi>Ada</bdi>", "<bdi>Bek</bdi>"], `${count} groups`);
    assert.doesNotMatch(card, /has not written yet/);
  }
});

test("once a group is at work, its card says who has not written yet", () => {
  assert.equal(firstCard("running", 1).match(/has not written yet/g)?.length, 2);
});
