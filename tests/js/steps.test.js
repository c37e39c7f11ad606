// Next steps change by broadcasts, and a member is asked about them.
import assert from "node:assert/strict";
import test from "node:test";
import { createWords } from "../../static/js/kit/words.ts";
import { createOutbox } from "../../static/js/room/engine/outbox.ts";
import { createSender } from "../../static/js/room/engine/sender.ts";
import { reduce } from "../../static/js/room/engine/store.ts";
import { offerOf } from "../../static/js/room/rooms/guide.ts";
import { newsBetween } from "../../static/js/room/rooms/news.ts";
import { answerStatus, askedToOwn, byImportance, isReasonUnsent } from "../../static/js/live/steps/list.ts";
import { steps as stepsExtra } from "../../static/js/live/steps/participant.ts";
import { stepLine } from "../../static/js/live/steps/line.ts";
import { overruling, sumOf, termsLine } from "../../static/js/live/steps/terms.ts";
import { baseOf, worded } from "../../static/js/live/steps/wording.ts";
import { stepQuestion } from "../../static/js/live/steps/question.ts";
import { drawn } from "./drawn.js";
import { makeOutcome, makeOwner, makeSnapshot, makeStep } from "./factories.js";

const NOBODY = { agree: 0, reserve: 0, disagree: 0, abstain: 0, must_ask: 0 };
const MINE = { answer: "agree", reason: "", is_late: false };
const offered = (state, place = "slides") => offerOf([stepsExtra.offer], state, { place, shown: 0 })?.text;
const connected = { waiting: [], refusals: [], connection: "connected" };
const answering = (ballot, more = {}) => ({ command: "step.answer", fields: { step: 1, ballot, answer: "disagree", reason: "Too late" }, ...more });

/** The step after a broadcast. */
const after = (step, name, body) => reduce(makeSnapshot({ steps: [step] }), name, { step: 1, ...body }).steps[0];

test("putting a step to everyone makes the previous step proposed again, with its answers", () => {
  const steps = [makeStep({ step: 1, state: "put", mine: MINE }), makeStep({ step: 2 })];

  const state = reduce(makeSnapshot({ steps }), "step.put", { step: 2, ballot: 1, previous: 1 });

  assert.deepEqual(state.steps.map((step) => step.state), ["proposed", "put"]);
  assert.deepEqual(state.steps[0].mine, MINE);
});

test("a step put again in the same wording keeps its answers; a new ballot has none", () => {
  const counts = { ...NOBODY, agree: 1 };
  const step = makeStep({ mine: MINE, counts, reasons: [{ member: 7 }], outcome: makeOutcome() });

  const same = after(step, "step.put", { ballot: 1, previous: null });
  const reballoted = after(step, "step.put", { ballot: 2, previous: null });

  assert.deepEqual([same.state, same.mine, same.counts], ["put", MINE, counts]);
  assert.deepEqual([reballoted.ballot, reballoted.mine, reballoted.counts, reballoted.reasons, reballoted.outcome], [2, null, NOBODY, [], null]);
});

test("a changed step keeps the member's own data unless a new ballot began", () => {
  const answered = makeStep({ state: "put", mine: MINE, reasons: [{ member: 7 }] });
  const changeOf = ({ mine, ...step }) => ({ step });

  const closed = after(answered, "step.changed", changeOf(makeStep({ state: "closed" })));
  const reworded = after(answered, "step.changed", changeOf(makeStep({ state: "put", ballot: 2, text: "Other words" })));

  assert.deepEqual([closed.state, closed.mine, closed.reasons.length], ["closed", MINE, 1]);
  assert.deepEqual([reworded.text, reworded.mine, reworded.reasons], ["Other words", null, []]);
});

test("a proposed step appears once, however often it is broadcast", () => {
  const once = reduce(makeSnapshot(), "step.proposed", { step: makeStep() });

  const twice = reduce(once, "step.proposed", { step: makeStep({ text: "Other words" }) });

  assert.deepEqual(twice.steps.map((step) => step.text), ["Other words"]);
});

test("only the broadcast, not the acknowledgement, says that an answer was late", () => {
  const late = after(makeStep({ state: "closed" }), "step.answered", { answer: "agree", reason: "", is_late: true });

  const echoed = after(late, "step.answered", { answer: "agree", reason: "", ballot: 1 });

  assert.equal(echoed.mine.is_late, true);
});

test("an answer to an earlier wording does not count for this one", () => {
  const step = makeStep({ state: "put", ballot: 2 });

  assert.equal(after(step, "step.answered", { answer: "agree", reason: "", ballot: 1 }).mine, null);
  assert.equal(after(step, "step.answered", { answer: "agree", reason: "", ballot: 2 }).mine.answer, "agree");
});

test("reasons arrive for hosts or everybody, and the session's rule for all", () => {
  const withReasons = after(makeStep(), "step.shared_reasons", { reasons: [{ member: 7 }] });
  const terms = { rule: "majority", quorum: 30, shares_reasons: true };

  assert.equal(withReasons.reasons.length, 1);
  assert.equal(after(makeStep(), "step.reasons", { reasons: [{ member: 7 }] }).reasons.length, 1);
  assert.deepEqual(reduce(makeSnapshot(), "step.terms", { terms }).terms, terms);
});

test("every state of a step has its place in the list", () => {
  const states = ["dropped", "done", "owned", "agreed", "proposed", "closed"];
  const steps = states.map((state, at) => makeStep({ step: at + 1, state }));

  assert.deepEqual(byImportance(steps).map(({ state }) => state), ["closed", "proposed", "agreed", "owned", "done", "dropped"]);
});

test("a member reads the indicator in their language, also if the step's words are the original", () => {
  const step = makeStep({ indicator: "List signed", indicators: { ru: "Список подписан" } });
  const read = (/** @type {string} */ language) => worded(step, { language }).indicator;

  assert.deepEqual(["ru", "en", "prs"].map(read), ["Список подписан", "List signed", "List signed"]);
});

test("a member reads a step's translation if there is one, and the original is kept", () => {
  const step = makeStep({ texts: { ru: "Встреча" }, revisions: { en: 3, ru: 4 } });

  const { text, language, original } = worded(step, { language: "ru" });

  assert.deepEqual([text, language, original], ["Встреча", "ru", { text: "Meet the school", language: "en" }]);
  assert.equal(worded(step, { language: "kk" }).text, "Meet the school");
  assert.equal(worded(step, { language: "en" }).original, undefined);
  assert.deepEqual([baseOf(step, "ru"), baseOf(step, "kk")], [4, 3]);
});

test("a pending answer is shown instead of the recorded one", () => {
  const step = makeStep({ state: "put", mine: MINE });

  const onItsWay = answerStatus(step, { ...connected, waiting: [answering(1)] });

  assert.deepEqual(onItsWay, { answer: "disagree", reason: "Too late", word: "Sending…", tone: "wait" });
  assert.equal(answerStatus(step, connected).word, "Your answer is recorded. You may change it until it is closed.");
  assert.equal(answerStatus({ ...step, state: "closed" }, connected).word, "Your answer is counted.");
  assert.equal(answerStatus({ ...step, mine: { ...MINE, is_late: true } }, connected).word, "Your answer was on its way when it was closed. It is counted.");
});

test("a reworded step asks for an answer again and keeps the reason", () => {
  const step = makeStep({ state: "put", ballot: 2 });

  const waiting = answerStatus(step, { ...connected, waiting: [answering(1)] });
  const refused = answerStatus(step, { ...connected, refusals: [answering(1, { code: "step_reworded" })] });

  assert.deepEqual([waiting.answer, waiting.word], [null, ""]);
  assert.deepEqual([refused.answer, refused.reason, refused.refusal], [null, "Too late", "step_reworded"]);
});

test("an earlier ballot's refusal is not shown for this one", () => {
  const step = makeStep({ state: "put", ballot: 2 });

  const status = answerStatus(step, { ...connected, refusals: [answering(1, { code: "step_not_put" })] });

  assert.equal(status.refusal, undefined);
});

test("a changed reason can be sent alone once there is an answer", () => {
  const status = { answer: "agree", reason: "Too early" };

  assert.equal(isReasonUnsent("Too early, I think", status), true);
  assert.equal(isReasonUnsent("", status), true);
  assert.equal(isReasonUnsent(" Too\nearly ", status), false);
  assert.equal(isReasonUnsent(null, status), false);
  assert.equal(isReasonUnsent("Too early", { answer: null, reason: "" }), false);
});

test("an open step is offered first, then a step the member is asked to own", () => {
  const put = makeStep({ step: 2, state: "put" });
  const own = makeStep({ owners: [makeOwner()] });

  assert.equal(offered(makeSnapshot({ steps: [own, put] })), "A next step is put to everyone. Answer");
  assert.equal(offered(makeSnapshot({ steps: [own] })), "You are asked to take on a next step. Answer");
  assert.equal(stepsExtra.place.count(makeSnapshot({ steps: [own, put] })), 2);
  assert.equal(offered(makeSnapshot({ steps: [own, put] }), "steps"), undefined);
  assert.equal(offered(makeSnapshot({ steps: [{ ...put, mine: MINE }] })), undefined);
});

test("other members, members who answered, and finished steps get no request", () => {
  const askedOf = (owner, step = {}) => askedToOwn(makeSnapshot({ steps: [makeStep({ ...step, owners: [makeOwner(owner)] })] })).length;

  assert.equal(askedOf({}), 1);
  assert.equal(askedOf({ member: 8 }), 0);
  assert.equal(askedOf({ member: null, role: "Head" }), 0);
  assert.equal(askedOf({ state: "accepted" }), 0);
  assert.equal(askedOf({}, { state: "dropped" }), 0);
});

test("a screen reader hears a step's outcome in the reader's language", () => {
  const texts = { titleOf: () => "", questionOf: () => "", deck: null };
  const step = makeStep({ texts: { ru: "Встреча" } });
  const moment = (changes) => ({ state: makeSnapshot({ me: { language: "ru" }, steps: [{ ...step, ...changes }] }), connection: "connected" });
  const news = (earlier, later) => newsBetween([stepsExtra.teller], moment(earlier), moment(later), texts);

  assert.deepEqual(news({}, { state: "put" }), [["A next step is put to everyone: {text}", { text: "Встреча" }]]);
  assert.deepEqual(news({ state: "put" }, { state: "put", ballot: 2 })[0][0], "The next step has another wording. Answer again: {text}");
  assert.deepEqual(news({ state: "put" }, { state: "closed" })[0][0], "The next step is closed: {text}");
  assert.deepEqual(news({ state: "closed" }, { state: "agreed" })[0][0], "Agreed: {text}");
  assert.deepEqual(news({ state: "closed" }, { state: "proposed", outcome: makeOutcome() })[0][0], "Not agreed: {text}");
  assert.deepEqual(news({}, { owners: [makeOwner()] })[0][0], "You are asked to take this on: {text}");
  assert.deepEqual(news({ state: "agreed" }, { state: "owned" }), []);
  assert.deepEqual(news({ state: "put" }, { state: "proposed" }), []);
});

const words = createWords({}, "en");

test("the rule and the quorum are shown in one line", () => {
  const consent = "Agreed if somebody agrees and nobody disagrees.";
  const owners = "Agreed if everybody responsible accepts.";

  assert.equal(termsLine({ rule: "consent", quorum: 50 }, words), `${consent} At least half of those present must answer.`);
  assert.equal(termsLine({ rule: "owners", quorum: 30 }, words), `${owners} At least 30% of those present must answer.`);
  assert.equal(termsLine({ rule: "owners", quorum: 0 }, words), owners);
});

test("an outcome gives its count under each rule", () => {
  const sum = (changes) => sumOf(makeOutcome(changes), words);
  const turnout = "21 of 28 present answered, quorum 14";
  const agree = "Agree: 19, of these with a reservation: 2";

  assert.equal(sum({}), `${turnout}. ${agree}; disagree: 0 — agreed.`);
  assert.equal(sum({ rule: "two_thirds", needed: 19 }), `${turnout}. ${agree}; needed: 19 — agreed.`);
  assert.equal(sum({ rule: "owners", owners: 3, owners_accepted: 3 }), `${turnout}. 3 of 3 owners accepted — agreed.`);
  assert.equal(sum({ answered: 9, computed: "no_quorum" }), "9 of 28 present answered, quorum 14 — too few answered, not agreed.");
});

test("a recorded different outcome names its host and the reason", () => {
  const changes = { recorded: "not_agreed", overruled_by: "Grace", reason: "Wait" };

  assert.equal(overruling(makeOutcome(changes), words), "Recorded as not agreed by \u2068Grace\u2069. Reason: \u2068Wait\u2069");
  assert.equal(overruling(makeOutcome(), words), "");
});

test("each attempt to send an answer says how old it is, whatever the clock does", async () => {
  let now = 1000;
  let link = false;
  const sent = [];
  const shelf = { getItem: () => null, setItem: () => {}, removeItem: () => {}, keys: () => [] };
  const outbox = createOutbox(shelf, "room", () => now);
  const ask = (_command, fields) => (sent.push(fields), Promise.resolve({ ok: true }));
  const sender = createSender({ outbox, ask, isReady: () => link, onAnswer: () => {}, onChange: () => {} });
  const give = (step) => sender.send("step.answer", { step, ballot: 1, answer: "agree", reason: "", age: 0 });
  const answers = [give(1)];
  now = 4500;
  answers.push(give(2));
  now = 4000;
  link = true;

  await sender.run();
  await Promise.all(answers);

  assert.deepEqual(sent.map(({ step, age }) => [step, age]), [[1, 3000], [2, 0]]);
  assert.equal(outbox.ageOf({ at: -1e9 }), 12 * 60 * 60 * 1000);
});

/** @param {any} mine the answer that is recorded */
function reasonField(mine) {
  const room = { state: makeSnapshot(), ...connected };
  const context = { room, words: createWords({}, "en"), drafts: { get: () => null }, screen: {} };
  const question = drawn(stepQuestion(/** @type {any} */ (makeStep({ state: "put", mine })), /** @type {any} */ (context)));
  return /<details class="reason"(?<open>[^>]*)>\s*<summary[^>]*>(?<label>[^<]*)/.exec(question)?.groups;
}

test("a reservation opens the field that asks for it", () => {
  const { open, label } = reasonField({ ...MINE, answer: "reserve", reason: "" }) ?? {};

  assert.deepEqual([open, label], [" ?open=true", "Which reservation?"]);
});

test("the field for a reason stays closed at other answers", () => {
  for (const mine of [null, { ...MINE, answer: "agree", reason: "" }]) {
    const { open, label } = reasonField(mine) ?? {};

    assert.deepEqual([open, label], [" ?open=false", "Reason (optional)"]);
  }
});

test("the list of participants tells a step that was not agreed from a proposal", () => {
  const words = createWords({}, "en");
  const state = (changes) => /class="step-state">([^<]*)/.exec(drawn(stepLine(makeStep(changes), words)))?.[1];
  const outcome = makeOutcome({ computed: "not_agreed", recorded: "not_agreed" });

  const changes = [{}, { outcome }, { outcome, version: 2 }, { outcome, state: "dropped" }];
  assert.deepEqual(changes.map(state), ["Proposed", "Not agreed", "Proposed", "Dropped"]);
});
