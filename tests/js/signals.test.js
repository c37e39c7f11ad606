// @ts-check
/** Pace signals fade; the card of the moment shows who has the floor, or whose hand is next. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { calledSince, hasFloor } from "../../static/js/live/signals/floor_call.ts";
import { handMoment } from "../../static/js/live/signals/moment.ts";
import { createRecent } from "../../static/js/live/signals/reactions.ts";
import { isFresh, paceNow } from "../../static/js/live/signals/pace.ts";
import { buttonsOf, drawn, makeLectern } from "./drawn.js";

const NOW = Date.parse("2026-11-24T09:10:00.000+00:00");
const ago = (/** @type {number} */ seconds) => NOW / 1000 - seconds;
const group = (/** @type {string} */ language, /** @type {[number, number][]} */ ...times) => ({ language, times });

test("a signal halves every minute and still counts as one", () => {
  const { count, weight } = paceNow([group("", [ago(0), 1], [ago(60), 2], [ago(120), 4])], NOW);

  assert.equal(count, 7);
  assert.equal(weight, 3);
});

test("a signal is gone after three minutes", () => {
  assert.deepEqual(paceNow([group("kk", [ago(180), 5])], NOW), { count: 0, weight: 0, languages: [] });
  assert.equal(paceNow([group("kk", [ago(179), 5])], NOW).count, 5);
});

test("a clock behind the server's makes no signal stronger than one", () => {
  assert.equal(paceNow([group("", [ago(-30), 1])], NOW).weight, 1);
});

test("only languages of groups that are large enough are listed", () => {
  const { languages, count } = paceNow([group("", [ago(0), 2]), group("kk", [ago(0), 3]), group("ru", [ago(300), 1])], NOW);

  assert.equal(count, 5);
  assert.deepEqual(languages, [["kk", 3]]);
});

test("no signals give no figures", () => {
  assert.deepEqual(paceNow(undefined, NOW), { count: 0, weight: 0, languages: [] });
});

test("a member's own signal shows for three minutes", () => {
  assert.equal(isFresh(ago(170), NOW), true);
  assert.equal(isFresh(ago(180), NOW), false);
  assert.equal(isFresh(null, NOW), false);
});

test("a called speaker reads of the call until the next slide, for two minutes at most", () => {
  const called = { isCalled: true, now: NOW, slide: 3 };
  const since = calledSince(calledSince(null, called), { ...called, now: NOW + 60_000, slide: 4 });

  assert.equal(hasFloor(since, { now: NOW + 119_000, slide: 3 }), true);
  assert.equal(hasFloor(since, { now: NOW + 120_000, slide: 3 }), false);
  assert.equal(hasFloor(since, { now: NOW + 1000, slide: 4 }), false);
  assert.equal(calledSince(since, { ...called, isCalled: false }), null);
});

test("a reaction is counted for a minute after the page has heard of it", () => {
  const recentOf = createRecent();
  const [first, second, third] = [{ good: 7 }, { good: 9, thanks: 1 }, { good: 10, thanks: 1 }];

  assert.equal(recentOf(first, NOW)("good"), 0);
  assert.equal(recentOf(second, NOW + 100_000)("good"), 2);
  assert.equal(recentOf(third, NOW + 130_000)("good"), 3);
  assert.equal(recentOf(third, NOW + 159_000)("thanks"), 1);
  assert.equal(recentOf(third, NOW + 160_000)("good"), 1);
  assert.equal(recentOf(third, NOW + 160_000)("thanks"), 0);
  assert.equal(recentOf(third, NOW + 190_000)("good"), 0);
});

/** @param {[name: string, called?: boolean][]} people who are in the queue, in its order */
function momentOf(...people) {
  const hands = people.map(([name, called = false], member) => ({ member, name, called, raised_at: "2026-11-24T09:08:00.000+00:00" }));
  const up = hands.filter(({ called }) => !called).length;
  const moment = handMoment(/** @type {any} */ (makeLectern({ signals: { hands, up, reactions: {} } })));
  return moment && { ...moment, title: drawn(moment.title), buttons: buttonsOf(moment.act) };
}

test("a raised hand waits on the card of the moment, and can be given the floor", () => {
  const moment = momentOf(["Ada"]);

  assert.deepEqual([moment?.urgency, moment?.kind, moment?.state], ["soon", "1 raised hand", "waits 2 min"]);
  assert.deepEqual(moment?.buttons, ["Give the floor", "Open their microphone [quiet]"]);
});

test("whoever has the floor is on now, raised hand or not, and their turn can be ended", () => {
  const moment = momentOf(["Ada", true]);

  assert.deepEqual([moment?.urgency, moment?.kind, moment?.title, moment?.state], ["now", "Has the floor", "<bdi>Ada</bdi>", ""]);
  assert.deepEqual(moment?.buttons, ["End their turn", "Open their microphone [quiet]"]);
});

test("while somebody has the floor, the main button gives it to the next raised hand", () => {
  const moment = momentOf(["Ada", true], ["Bek"], ["Aida"]);

  assert.equal(moment?.state, "2 raised hands");
  assert.deepEqual(moment?.buttons, ["Next: Bek", "End their turn [quiet]", "Open their microphone [quiet]"]);
});

test("the card of the moment is empty without hands", () => {
  assert.equal(momentOf(), undefined);
});
