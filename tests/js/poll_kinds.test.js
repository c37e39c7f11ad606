// The kinds of polls without a screen: order, points, numbers, words, rounds, countdowns, padding.
import assert from "node:assert/strict";
import test from "node:test";
import { countdownOf, countdowns, setCountdown } from "../../static/js/live/polls/console/countdowns.ts";
import { memoryShelf } from "../../static/js/kit/storage.ts";
import { createWords, localeOf } from "../../static/js/kit/words.ts";
import { createChoices } from "../../static/js/live/polls/choices.ts";
import { sized } from "../../static/js/live/polls/cloud.ts";
import { saidBetween, secondsLeft, timeText } from "../../static/js/live/polls/countdown.ts";
import { addKinds, choiceOf, countedChoice, fieldsOf, isSame, wrongWith } from "../../static/js/live/polls/kinds.ts";
import { KINDS } from "../../static/js/live/polls/kinds/all.ts";
import { ABSTAIN } from "../../static/js/live/polls/kinds/kind.ts";
import { parseNumber, typedNumber, writeMean, writeNumber } from "../../static/js/live/polls/numbers.ts";
import { rightNumber } from "../../static/js/live/polls/number_figures.ts";
import { padded } from "../../static/js/live/polls/pad.ts";
import { pageOf, PER_PAGE } from "../../static/js/live/polls/pages.ts";
import { choiceOf as pointChoice, given, left } from "../../static/js/live/polls/points.ts";
import { moved, ranked, toggled } from "../../static/js/live/polls/ranking.ts";
import { mayBeAskedAgain } from "../../static/js/live/polls/console/rounds.ts";
import { compared, latest } from "../../static/js/live/polls/rounds.ts";
import { voteStatus } from "../../static/js/live/polls/status.ts";
import { createDrafts } from "../../static/js/room/rooms/drafts.ts";
import { drawn } from "./drawn.js";
import { makePoll } from "./factories.js";

addKinds(KINDS);

const connected = { connection: "connected", waiting: [], refusals: [], mayVote: true, leftOver: [] };
const statusOf = (poll, choice, room = {}) => {
  const { word, refusal, button, enabled } = voteStatus(poll, choice, { ...connected, ...room });
  return { text: refusal ?? word, button, enabled };
};
const choicesOf = (shelf = memoryShelf()) => createChoices(createDrafts(shelf, "x"), () => [], () => {});

test("a touched option gets the next place, and loses it when touched again", () => {
  const order = ["a", "b", "c"].reduce(toggled, []);

  assert.deepEqual(order, ["a", "b", "c"]);
  assert.deepEqual(toggled(order, "b"), ["a", "c"]);
});

test("an option moves by one place, and stays at the ends", () => {
  assert.deepEqual(moved(["a", "b", "c"], "c", -1), ["a", "c", "b"]);
  assert.deepEqual(moved(["a", "b", "c"], "a", 1), ["b", "a", "c"]);
  assert.deepEqual(moved(["a", "b"], "a", -1), ["a", "b"]);
  assert.deepEqual(moved(["a", "b"], "b", 1), ["a", "b"]);
});

test("the same options in another order are a different ranking", () => {
  const poll = makePoll({ kind: "ranking", mine: ["tea", "coffee"] });

  assert.deepEqual(statusOf(poll, ["tea", "coffee"]), { text: "Counted. You may change it until it closes.", button: "", enabled: false });
  assert.deepEqual(statusOf(poll, ["coffee", "tea"]), { text: "Changed, not sent yet", button: "change", enabled: true });
});

test("equal scores share a place, and the next place is skipped", () => {
  const rows = ranked(["a", "b", "c"], { a: 2, b: 5, c: 2 });

  assert.deepEqual(rows.map(({ key, place }) => [key, place]), [["b", 1], ["a", 2], ["c", 2]]);
});

test("points cannot exceed those left or fall below zero", () => {
  const points = given({ a: 7 }, "b", 9, 10);

  assert.deepEqual(points, { a: 7, b: 3 });
  assert.equal(left(points, 10), 0);
  assert.deepEqual(given(points, "a", -4, 10), { a: 0, b: 3 });
  assert.deepEqual(given(points, "a", NaN, 10), { a: 0, b: 3 });
});

test("points are sent by option, without options that have none", () => {
  const poll = makePoll({ kind: "points", points: 10 });
  const choice = pointChoice(poll.options, { coffee: 3, tea: 0 });

  assert.deepEqual(fieldsOf(poll, choice), { points: { coffee: 3 } });
  assert.equal(wrongWith(poll, pointChoice(poll.options, { tea: 0 })), "no_choice");
});

test("numbers are read as people write them", () => {
  const written = { "12": 12, "3,5": 3.5, "3.5": 3.5, "-0,25": -0.25, "\u22127": -7, "۱۲٫۵": 12.5, "٣": 3, "1 234,5": 1234.5, " 7 ": 7 };
  for (const [text, number] of Object.entries(written)) assert.equal(parseNumber(text), number, text);
  for (const text of ["", "abc", "1,2,3", "12%", "1e3", "--1", "12 34", "1e13", "9999999999999", "<b>1</b>", "0x10"]) {
    assert.equal(parseNumber(text), null, text);
  }
});

test("a number is written as its language does, and can be read again", () => {
  for (const locale of ["en", "ru", "kk", "fa-AF"]) assert.equal(parseNumber(typedNumber(-1234.56, locale)), -1234.56, locale);
});

test("small numbers stay distinct, with a comma in Kazakh even if the browser lacks it", () => {
  const kazakh = localeOf("kk");

  assert.deepEqual([0.35, 0.19, 0.41, 1 / 3].map((number) => writeNumber(number, kazakh)), ["0,35", "0,19", "0,41", "0,333"]);
  assert.equal(kazakh, "ru");
  assert.equal(createWords({}, "kk").percent(50), "50%");
  assert.equal(writeNumber(0.35, localeOf("prs")), "۰٫۳۵");
});

test("a mean has one decimal, unless it is small", () => {
  assert.deepEqual([31.6667, -31.6667, 35, 1234.56, 1 / 3].map((mean) => writeMean(mean, "en")), ["31.7", "-31.7", "35", "1,234.6", "0.333"]);
  assert.equal(writeMean(31.6667, localeOf("kk")), "31,7");
  assert.equal(writeMean(31.6667, localeOf("prs")), "۳۱٫۷");
});

test("the correct number says how many found it", () => {
  const line = (/** @type {number | undefined} */ count) => drawn(rightNumber({ value: 44, tolerance: 2 }, count, createWords({}, "en"), 16)).replace(/[\u2066-\u2069]/g, "");

  assert.match(line(0), /Right answer: 44 ± 2\.\s+Nobody answered correctly\./);
  assert.match(line(2), /2 answered correctly\./);
  assert.doesNotMatch(line(undefined), /answered/);
});

test("an invalid number is reported at once, an empty field is not", () => {
  const poll = makePoll({ kind: "numeric", options: [] });

  assert.deepEqual(statusOf(poll, ["12a"]), { text: "no_number", button: "vote", enabled: false });
  assert.deepEqual(statusOf(poll, [""]), { text: "", button: "vote", enabled: false });
  assert.deepEqual(fieldsOf(poll, ["3,5"]), { number: 3.5 });
});

test("the same number written differently is no change", () => {
  const poll = makePoll({ kind: "numeric", options: [], mine: [], answer: { number: 3.5 } });

  assert.equal(statusOf(poll, ["3,50"]).text, "Counted. You may change it until it closes.");
});

test("an open text waits for the moderator until it is shown", () => {
  const poll = makePoll({ kind: "text", options: [], mine: [], answer: { text: "Meet the school" } });
  const shown = { ...poll, replies: [{ id: "1", text: "Meet the school", language: "en" }] };

  assert.equal(statusOf(poll, ["Meet the school"]).text, "Received. It waits for the moderator. You may change it until then.");
  assert.equal(statusOf(shown, ["Meet  the school "]).text, "Your answer is shown to everyone.");
});

test("a reason is sent with its choice, and never alone", () => {
  const poll = makePoll({ kind: "reasoned", options: ["true", "false"] });

  assert.deepEqual(fieldsOf(poll, ["false", " Seen it. "]), { options: ["false"], text: "Seen it." });
  assert.equal(wrongWith(poll, ["false", ""]), "");
  assert.equal(wrongWith(poll, ["", "Seen it."]), "no_choice");
  assert.deepEqual(statusOf(poll, ["", "Seen it."]), { text: "", button: "vote", enabled: false });
});

test("a changed reason is a changed answer, and other spaces are not", () => {
  const poll = makePoll({ kind: "reasoned", options: ["true", "false"], mine: ["true"], answer: { text: "Seen it" } });

  assert.deepEqual(countedChoice(poll), ["true", "Seen it"]);
  assert.deepEqual(statusOf(poll, ["true", "Seen  it "]), { text: "Counted. You may change it until it closes.", button: "", enabled: false });
  assert.equal(statusOf(poll, ["true", "Heard it"]).enabled, true);
  assert.equal(statusOf(poll, ["false", "Seen it"]).enabled, true);
  assert.equal(statusOf(poll, ["true", ""]).enabled, true);
});

test("a reason that is typed before the choice stays on the screen", () => {
  const choices = choicesOf();
  const poll = makePoll({ kind: "reasoned", options: ["true", "false"] });

  choices.set(poll, ["", "Seen it"]);

  assert.deepEqual(choices.of(poll), ["", "Seen it"]);
});

test("people whose reason is shown learn so", () => {
  const voted = { kind: "reasoned", options: ["true", "false"], mine: ["true"], answer: { text: "Seen it" } };
  const shown = makePoll({ ...voted, replies: [{ id: "1", text: "Seen it", language: "en" }] });

  assert.equal(statusOf(shown, ["true", "Seen it"]).text, "Your answer is shown to everyone.");
});

test("empty fields of a cloud are not sent", () => {
  const poll = makePoll({ kind: "cloud", options: [] });

  assert.deepEqual(fieldsOf(poll, ["", " trust ", ""]), { words: ["trust"] });
  assert.equal(wrongWith(poll, ["", " "]), "no_choice");
});

test("an abstention is sent alone, and may be changed", () => {
  const choices = choicesOf();
  const poll = makePoll({ abstain: true });

  choices.toggle(poll, "tea", true);
  choices.toggle(poll, ABSTAIN, true);
  assert.deepEqual(fieldsOf(poll, choices.of(poll)), { abstain: true });
  choices.toggle(poll, "coffee", true);
  assert.deepEqual(fieldsOf(poll, choices.of(poll)), { options: ["coffee"] });
});

test("an abstention counts as a vote in every kind", () => {
  for (const kind of ["single", "ranking", "points", "numeric", "text", "cloud"]) {
    const poll = makePoll({ kind, abstain: true, mine: [], answer: { abstain: true } });
    assert.deepEqual(countedChoice(poll), [ABSTAIN]);
    assert.equal(statusOf(poll, [ABSTAIN]).text, "Counted. You may change it until it closes.", kind);
  }
});

test("an anonymous vote is final and leaves no trace on the device", () => {
  const shelf = memoryShelf();
  const choices = choicesOf(shelf);
  const poll = makePoll({ anonymous: true });
  choices.toggle(poll, "coffee", true);
  const voted = { ...poll, mine: [] };

  assert.deepEqual(choices.of(voted), []);
  assert.deepEqual(shelf.keys(), []);
  assert.deepEqual(statusOf(voted, ["coffee"]), { text: "Counted. Nobody can see what you chose.", button: "", enabled: false });
});

test("anonymous votes have equal length for every choice", () => {
  const length = (fields) => new TextEncoder().encode(JSON.stringify(padded({ poll: "w", ...fields }, KINDS.cloud.pad))).length;

  assert.equal(length({ words: ["а"] }), 1024);
  assert.equal(length({ words: ["доверие".repeat(5), "школа", "x"] }), 1024);
  assert.equal(length({ abstain: true }), 1024);
});

test("a vote of every kind is read back as it was sent", () => {
  const sent = { single: ["tea"], ranking: ["coffee", "tea"], points: ["tea 4", "coffee 6"], numeric: ["-2.5"], text: ["Why?"], cloud: ["trust", "school"] };
  for (const [kind, choice] of Object.entries(sent)) {
    const poll = makePoll({ kind });
    assert.ok(isSame(poll, choiceOf(poll, fieldsOf(poll, choice)), choice), kind);
  }
});

test("the most frequent word is first and largest; equal ones have equal size", () => {
  const word = (id, count) => ({ id, word: id, language: "en", count });

  assert.deepEqual(sized([word("a", 1), word("b", 9), word("c", 4)]).map(({ id, size }) => [id, size]), [["b", 5], ["c", 3], ["a", 1]]);
  assert.deepEqual(sized([word("a", 3), word("b", 3)]).map(({ size }) => size), [2, 2]);
  assert.deepEqual(sized([]), []);
});

test("the second round replaces the first once it is opened", () => {
  const first = makePoll({ state: "revealed" });
  const second = (state) => makePoll({ poll: "tea--2", first: "tea", round: 2, state });

  assert.equal(latest([first, second("draft")], first), first);
  assert.equal(latest([first, second("open")], first).poll, "tea--2");
});

test("a finished poll may be repeated once, unless its answers are texts", () => {
  const poll = makePoll({ state: "closed" });
  const second = makePoll({ poll: "tea--2", first: "tea", round: 2, state: "closed" });

  assert.equal(mayBeAskedAgain([poll], poll), true);
  assert.equal(mayBeAskedAgain([poll, second], poll), false);
  assert.equal(mayBeAskedAgain([poll, second], second), false);
  assert.equal(mayBeAskedAgain([], makePoll({ kind: "text", state: "closed" })), false);
  assert.equal(mayBeAskedAgain([], makePoll({ kind: "reasoned", state: "closed" })), true);
  assert.equal(mayBeAskedAgain([], makePoll({ state: "open" })), false);
});

test("two rounds are compared by option, without shares for too few answers", () => {
  const bar = (key, count, percent) => ({ key, count, percent, correct: key === "a" });

  const [a, b] = compared([bar("a", 2, 40), bar("b", 3, null)], [bar("a", 4, 80), bar("b", 1, 20)]);

  assert.equal(a.change, 40);
  assert.equal(b.change, null);
});

test("the countdown follows the server's clock, stops at zero, and ends with the poll", () => {
  const now = Date.parse("2026-11-24T09:00:00Z");
  const poll = makePoll({ closes_at: "2026-11-24T09:01:05.200Z" });

  assert.equal(secondsLeft(poll, now), 66);
  assert.equal(secondsLeft(poll, now + 120_000), 0);
  assert.equal(secondsLeft({ ...poll, state: "closed" }, now), null);
  assert.equal(secondsLeft(makePoll(), now), null);
  assert.equal(timeText(65, "en"), "1:05");
  assert.equal(timeText(65, "fa-AF"), "۱:۰۵");
});

test("a screen reader hears the time at one minute and ten seconds, not each second", () => {
  const spokenSeconds = [];
  for (let left = 70; left > 0; left -= 1) if (saidBetween(left + 1, left) !== null) spokenSeconds.push(left);

  assert.deepEqual(spokenSeconds, [60, 10]);
  assert.equal(saidBetween(null, 10), null);
  assert.equal(saidBetween(90, 30), null);
});

test("the author's countdown is offered, and the presenter's choice is kept", () => {
  assert.deepEqual(countdowns({ poll: "a", seconds: 45 }), [0, 30, 45, 60, 120, 300]);
  assert.equal(countdownOf({ poll: "a", seconds: 45 }), 45);
  setCountdown({ poll: "a" }, 0);
  assert.equal(countdownOf({ poll: "a", seconds: 45 }), 0);
});

test("texts rotate by the clock until all have been shown", () => {
  const items = Array.from({ length: PER_PAGE + 1 }, (_, index) => index);

  assert.deepEqual(pageOf(items, 0), { items: items.slice(0, PER_PAGE), page: 1, pages: 2 });
  assert.deepEqual(pageOf(items, 12_000), { items: [PER_PAGE], page: 2, pages: 2 });
  assert.deepEqual(pageOf(items, 24_000).page, 1);
  assert.deepEqual(pageOf([], 5_000), { items: [], page: 1, pages: 1 });
});

test("a choice is described in the poll's words for every kind", () => {
  const words = createWords({}, "ru");
  const labels = { tea: "Чай", coffee: "Кофе" };

  assert.equal(KINDS.ranking.inWords(["coffee", "tea"], labels, words), "1. \u2068Кофе\u2069; 2. \u2068Чай\u2069");
  assert.equal(KINDS.points.inWords(["tea 4"], labels, words), "\u2068Чай\u2069: 4");
  assert.equal(KINDS.numeric.inWords(["3.5"], labels, words), "\u20683,5\u2069");
});
