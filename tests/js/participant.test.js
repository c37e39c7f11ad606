// The participant sees votes, answers, offers, news and the current slide.
import assert from "node:assert/strict";
import test from "node:test";
import { memoryShelf } from "../../static/js/kit/storage.ts";
import { createChoices } from "../../static/js/live/polls/choices.ts";
import { voteStatus } from "../../static/js/live/polls/status.ts";
import { bars } from "../../static/js/live/polls/tally.ts";
import { createDrafts } from "../../static/js/room/rooms/drafts.ts";
import { pollOffer } from "../../static/js/live/polls/open.ts";
import { createAttempts } from "../../static/js/room/rooms/attempts.ts";
import { offerOf } from "../../static/js/room/rooms/guide.ts";
import { connectionNews, newsBetween, pollNews, slideNews } from "../../static/js/room/rooms/news.ts";
import { createScreen } from "../../static/js/room/rooms/screen.ts";
import { openDecks, partAt } from "../../static/js/live/slides/decks.ts";
import { steps as stepsExtra } from "../../static/js/live/steps/participant.ts";
import { makePoll, makeSnapshot, makeStep, settle } from "./factories.js";

const connected = { connection: "connected", waiting: [], refusals: [], mayVote: true, leftOver: [] };
const voteOnItsWay = (options, poll = "tea") => ({ command: "poll.vote", fields: { poll, options }, key: `poll.vote ${poll}` });
const offered = (state, where) => offerOf([pollOffer, stepsExtra.offer], state, where);
const tellers = [connectionNews, slideNews, pollNews, stepsExtra.teller];
const shownStatus = (poll, choice, room = {}) => {
  const { word, refusal, button, enabled } = voteStatus(poll, choice, { ...connected, ...room });
  return { said: refusal ?? word, button, enabled };
};

test("the button waits while nothing is ticked", () => {
  assert.deepEqual(shownStatus(makePoll(), []), { said: "", button: "vote", enabled: false });
});

test("the button can be pressed once something is ticked", () => {
  assert.deepEqual(shownStatus(makePoll(), ["tea"]), { said: "", button: "vote", enabled: true });
});

test("a pending vote is shown as being sent, or as kept without a connection", () => {
  const waiting = [voteOnItsWay(["tea"])];

  assert.equal(shownStatus(makePoll(), ["tea"], { waiting }).said, "Sending…");
  assert.equal(shownStatus(makePoll(), ["tea"], { waiting, connection: "offline" }).said, "Kept on this device, will be sent");
});

test("a counted vote says so and offers no button until something else is ticked", () => {
  const poll = makePoll({ mine: ["tea"] });

  assert.deepEqual(shownStatus(poll, ["tea"]), { said: "Counted. You may change it until it closes.", button: "", enabled: false });
  assert.deepEqual(shownStatus(poll, ["coffee"]), { said: "Changed, not sent yet", button: "change", enabled: true });
});

test("a vote cannot be taken back by ticking nothing", () => {
  const poll = makePoll({ kind: "several", mine: ["tea"] });

  assert.deepEqual(shownStatus(poll, []), { said: "no_choice", button: "change", enabled: false });
});

test("a refused choice says why and can be sent again", () => {
  const refusals = [{ ...voteOnItsWay(["tea"]), code: "rate" }];

  assert.deepEqual(shownStatus(makePoll(), ["tea"], { refusals }), { said: "rate", button: "vote", enabled: true });
});

test("a closed poll says whether the answer is counted, missing, or came too late", () => {
  const closed = makePoll({ state: "closed" });
  const refusals = [{ ...voteOnItsWay(["tea"]), code: "poll_not_open" }];

  assert.equal(shownStatus({ ...closed, mine: ["tea"] }, ["tea"]).said, "Poll closed. Your answer is counted.");
  assert.equal(shownStatus(closed, []).said, "Poll closed. You did not answer.");
  assert.equal(shownStatus(closed, [], { refusals }).said, "Poll closed before your answer arrived");
});

test("a closed poll says what counted when a later change was not sent", () => {
  const leftOver = ["coffee"];
  for (const state of ["closed", "revealed"]) {
    const { word, counted, tone } = voteStatus(makePoll({ state, mine: ["tea"] }), ["tea"], { ...connected, leftOver });

    assert.deepEqual([word, counted, tone], ["Poll closed. Counted: {answer}. Your later change was not sent in time.", ["tea"], "stop"]);
  }
});

test("a closed poll says that a choice was never sent", () => {
  assert.equal(shownStatus(makePoll({ state: "closed" }), [], { leftOver: ["coffee"] }).said, "Poll closed. Your choice was not sent.");
});

test("an uncounted choice is reported only once the poll is closed", () => {
  const choices = createChoices(createDrafts(memoryShelf(), "x"), () => [], () => {});
  const poll = makePoll({ mine: ["tea"] });
  choices.toggle(poll, "coffee", true);

  assert.deepEqual(choices.leftOver(poll), []);
  assert.deepEqual(choices.leftOver({ ...poll, state: "closed" }), ["coffee"]);
  assert.deepEqual(choices.leftOver({ ...poll, state: "closed", mine: ["coffee"] }), []);
});

test("a host reads that only participants vote", () => {
  assert.deepEqual(shownStatus(makePoll(), [], { mayVote: false }), { said: "Only participants vote", button: "", enabled: false });
});

test("bars are shares of the voters, without percentages for too few answers", () => {
  const poll = makePoll({ tally: { tea: 4, coffee: 3 }, voters: 5, correct: ["tea"], mine: ["coffee"] });

  assert.deepEqual(bars(poll), [
    { key: "tea", count: 4, percent: 80, correct: true, mine: false },
    { key: "coffee", count: 3, percent: 60, correct: false, mine: true },
  ]);
  assert.equal(bars({ ...poll, voters: 4 })[0].percent, null);
});

test("a choice survives a reload as a draft until it is counted", () => {
  const shelf = memoryShelf();
  const drafts = createDrafts(shelf, "ABCD2345.7");
  const poll = makePoll();
  createChoices(drafts, () => [], () => {}).toggle(poll, "coffee", true);

  const reloaded = createChoices(createDrafts(shelf, "ABCD2345.7"), () => [], () => {});

  assert.deepEqual(reloaded.of(poll), ["coffee"]);
  reloaded.forget(poll, ["coffee"]);
  assert.deepEqual(reloaded.of(poll), []);
});

test("ticks of several choices keep the order of the options; a single choice replaces", () => {
  const choices = createChoices(createDrafts(memoryShelf(), "x"), () => [], () => {});
  const several = makePoll({ kind: "several" });
  choices.toggle(several, "coffee", true);
  choices.toggle(several, "tea", true);
  assert.deepEqual(choices.of(several), ["tea", "coffee"]);
  const single = makePoll({ poll: "other" });

  choices.toggle(single, "tea", true);
  choices.toggle(single, "coffee", true);

  assert.deepEqual(choices.of(single), ["coffee"]);
});

test("an open poll is offered only where it is not visible", () => {
  const state = makeSnapshot({ polls: [makePoll({ slide: 2 })], room: { slide: 2 } });

  assert.equal(offered(state, { place: "slides", shown: 2 }), null);
  assert.deepEqual(offered(state, { place: "slides", shown: 1 }), { place: "slides", text: "A poll is open. Answer" });
  assert.deepEqual(offered(state, { place: "steps", shown: 2 }), { place: "slides", text: "A poll is open. Answer" });
});

test("a poll without a slide is answered in its own place", () => {
  const state = makeSnapshot({ polls: [makePoll({ slide: null })] });

  assert.deepEqual(offered(state, { place: "slides", shown: 0 }), { place: "polls", text: "A poll is open. Answer" });
  assert.equal(offered(state, { place: "polls", shown: 0 }), null);
});

test("answered polls and steps are not offered, and hosts get no offers", () => {
  const polls = [makePoll({ mine: ["tea"] })];
  const steps = [makeStep({ state: "put", mine: { answer: "agree", reason: "" } })];

  assert.equal(offered(makeSnapshot({ polls, steps }), { place: "slides", shown: 0 }), null);
  assert.equal(offered(makeSnapshot({ polls: [makePoll()], me: { role: "host" } }), { place: "slides", shown: 0 }), null);
});

test("a later feature's offer waits for an earlier one's, and only one is shown", () => {
  const state = makeSnapshot({ polls: [makePoll({ slide: null })] });
  const late = () => ({ place: "questions", text: "A question" });

  assert.equal(offerOf([pollOffer, late], state, { place: "slides", shown: 0 })?.text, "A poll is open. Answer");
  assert.equal(offerOf([pollOffer, late], state, { place: "polls", shown: 0 })?.text, "A question");
});

test("a screen reader hears a spontaneous poll's question in its own language", () => {
  const texts = { titleOf: () => "", questionOf: () => "", deck: null, speaks: () => false };
  const pollTexts = { en: { question: "Tea?", labels: {} }, kk: { question: "Шай ма?", labels: {} } };
  const before = { state: makeSnapshot(), connection: "connected" };
  const spoken = ["kk", "ru"].map((language) => {
    const state = makeSnapshot({ me: { language }, polls: [makePoll({ slide: null, texts: pollTexts })] });
    return newsBetween([pollNews], before, { state, connection: "connected" }, texts);
  });

  assert.deepEqual(spoken, [
    [["A poll is open: {question}", { question: "Шай ма?" }]],
    [["A poll is open: {question}", { question: "Tea?" }]],
  ]);
});

test("a screen reader hears only changes", () => {
  const texts = { titleOf: () => "Tea", questionOf: () => "Tea or coffee?", deck: null, speaks: () => true };
  const before = { state: makeSnapshot(), connection: "connected" };
  const state = makeSnapshot({ room: { slide: 1 }, polls: [makePoll()], steps: [makeStep({ state: "put" })] });

  const news = newsBetween(tellers, before, { state, connection: "reconnecting" }, texts);

  assert.deepEqual(news.map(([key]) => key), ["Reconnecting, answers kept", "Slide {slide}: {title}", "A poll is open: {question}", "A next step is put to everyone: {text}"]);
  assert.deepEqual(newsBetween(tellers, before, before, texts), []);
});

test("a poll's closing is announced once, by its card if that is in sight", () => {
  const moment = (/** @type {"open" | "closed"} */ state) => ({
    state: makeSnapshot({ polls: [makePoll({ state })] }),
    connection: "connected",
  });
  const newsWhen = (/** @type {boolean} */ speaks) => {
    const texts = { titleOf: () => "", questionOf: () => "Tea?", deck: null, speaks: () => speaks };
    return newsBetween([pollNews], moment("open"), moment("closed"), texts);
  };

  assert.deepEqual(newsWhen(false), [["Poll closed", { question: "Tea?" }]]);
  assert.deepEqual(newsWhen(true), []);
});

test("the first connection is not announced", () => {
  const state = makeSnapshot();
  const texts = { titleOf: () => "", questionOf: () => "", deck: null, speaks: () => false };

  assert.deepEqual(newsBetween(tellers, { state, connection: "connecting" }, { state, connection: "connected" }, texts), []);
});

function makeScreen() {
  let notify = () => {};
  const room = {
    state: makeSnapshot({ room: { slide: 2 } }),
    subscribe: (/** @type {() => void} */ listener) => {
      notify = listener;
      return () => {};
    },
  };
  const decks = { get: () => null, subscribe: () => () => {} };
  const move = (/** @type {number} */ slide, /** @type {number | undefined} */ revealed) => {
    room.state = makeSnapshot({ room: { slide, revealed } });
    notify();
  };
  return { move, screen: createScreen(room, decks) };
}

test("a screen follows the presenter except while its reader looks back", () => {
  const { move, screen } = makeScreen();
  screen.look(1);
  assert.deepEqual([screen.shown, screen.isBehind], [1, true]);
  move(4);
  assert.equal(screen.shown, 1);

  screen.follow();

  assert.deepEqual([screen.shown, screen.isBehind], [4, false]);
});

test("a reader who comes to the presenter's slide follows", () => {
  const { move, screen } = makeScreen();
  screen.look(1);
  screen.look(2);

  move(3);

  assert.equal(screen.shown, 3);
});

test("slides turn when the voice that names them is heard", (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  const { move, screen } = makeScreen();
  screen.lag = () => 1200;
  move(3);
  context.mock.timers.tick(1100);
  const before = screen.shown;

  context.mock.timers.tick(100);

  assert.deepEqual([before, screen.shown], [2, 3]);
});

test("a slide that waits for the voice does not come back over a newer one", (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  const { move, screen } = makeScreen();
  screen.lag = () => 1200;
  move(3);
  screen.lag = () => 0;

  move(4);
  context.mock.timers.tick(1200);

  assert.equal(screen.shown, 4);
});

test("items are revealed on the presenter's slide, and every other slide shows all of its own", () => {
  const { move, screen } = makeScreen();
  move(3, 1);
  assert.equal(screen.revealed, 1);

  screen.look(2);
  assert.equal(screen.revealed, undefined);
  move(3, 2);
  screen.follow();

  assert.equal(screen.revealed, 2);
});

test("items are revealed when the voice that names them is heard", (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  const { move, screen } = makeScreen();
  move(3, 0);
  screen.lag = () => 1200;

  move(3, 1);
  const before = screen.revealed;
  context.mock.timers.tick(1200);

  assert.deepEqual([before, screen.revealed], [0, 1]);
});

const ROOM = { code: "ABCD2345", deck: "abc", parts: [0, 2, 3], slide: 0 };

/** A part of a deck as the server sends it, with slides by number. */
function part(first, end) {
  const slides = Array.from({ length: end - first }, (_, at) => ({ id: `s${first + at}` }));
  return { ok: true, json: async () => ({ language: "ru", first, slides }) };
}

test("the current part comes first, then later ones, then earlier ones", async () => {
  const requests = [];
  const parts = [part(0, 2), part(2, 3), part(3, 5)];
  const decks = openDecks(ROOM, () => 2, async (url, { priority }) => {
    const number = Number(/ru\/(\d)\?/.exec(url)?.[1]);
    requests.push([number, priority]);
    return parts[number];
  });
  const deckStates = [];
  decks.subscribe(() => deckStates.push(decks.get("ru")?.slides.map((slide) => slide.id)));

  decks.get("ru");
  await settle();

  assert.deepEqual(requests, [[1, "auto"], [2, "low"], [0, "low"]]);
  assert.deepEqual(Object.values(deckStates[0]), ["s2"]);
  assert.deepEqual(deckStates[2], ["s0", "s1", "s2", "s3", "s4"]);
});

test("the newly needed part is next when the presenter moves on", async () => {
  let slide = 0;
  const requests = [];
  const parts = [part(0, 2), part(2, 3), part(3, 5)];
  const decks = openDecks(ROOM, () => slide, async (url) => {
    const number = Number(/ru\/(\d)\?/.exec(url)?.[1]);
    requests.push(number);
    slide = 4;
    return parts[number];
  });

  decks.get("ru");
  await settle();

  assert.deepEqual(requests, [0, 2, 1]);
});

test("a slide belongs to the last part that begins at or before it", () => {
  assert.deepEqual([0, 1, 2, 3, 9].map((slide) => partAt([0, 2, 3], slide)), [0, 0, 1, 2, 2]);
});

test("a deck is fetched once for each language, and again after a failure", async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const requests = [];
  const answers = [{ ok: false, status: 502 }, part(0, 0)];
  const room = { ...ROOM, parts: [0] };
  const decks = openDecks(room, () => 0, async (url) => {
    requests.push(url);
    return answers.shift();
  });
  let redraws = 0;
  decks.subscribe(() => (redraws += 1));

  assert.equal(decks.get("ru"), null);
  await settle();
  t.mock.timers.tick(2000);
  await settle();

  assert.equal(decks.get("ru")?.language, "ru");
  assert.deepEqual(requests, ["/rooms/ABCD2345/deck/ru/0?v=abc", "/rooms/ABCD2345/deck/ru/0?v=abc"]);
  assert.equal(redraws, 1);
});

/** A fetch that the test answers, and the clock that retries it. */
function fetching(t, ...outcomes) {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  t.mock.method(Math, "random", () => 0.5);
  const requests = [];
  const load = createAttempts(async () => {
    requests.push(requests.length);
    if (!outcomes.shift()) throw new Error("no connection");
  });
  return { load, asked: requests };
}

test("a loaded deck is not fetched again, however many callers ask", async (t) => {
  const { load, asked } = fetching(t, true);

  assert.deepEqual(await Promise.all([load(), load()]), [true, true]);
  assert.equal(await load(), true);
  assert.deepEqual(asked, [0]);
});

test("a failed fetch is retried automatically, each time a little later", async (t) => {
  const { load, asked } = fetching(t, false, false, true);
  assert.equal(await load(), false);

  t.mock.timers.tick(1999);
  await settle();
  assert.deepEqual(asked, [0]);
  t.mock.timers.tick(1);
  await settle();
  assert.deepEqual(asked, [0, 1]);
  t.mock.timers.tick(4000);
  await settle();

  assert.deepEqual(asked, [0, 1, 2]);
  assert.equal(await load(), true);
});

test("a new connection or a tap retries at once, without a second retry", async (t) => {
  const { load, asked } = fetching(t, false, true);
  await load();

  assert.equal(await load(), true);
  t.mock.timers.tick(60_000);
  await settle();

  assert.deepEqual(asked, [0, 1]);
});
