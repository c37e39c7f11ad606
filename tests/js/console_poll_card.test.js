// @ts-check
/** What a host can do with a poll that is over, and what its card says of it. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { pollCard } from "../../static/js/live/polls/console/card.ts";
import { controls } from "../../static/js/live/polls/console/controls.ts";
import { buttonsOf, drawn, makeLectern } from "./drawn.js";
import { makePoll } from "./factories.js";

const PRE_TEST = "Pre-test: the answers are not shown. The post-test asks the same at the end.";
const WORDING = { question: "Tea?", language: "en", labels: { tea: "Tea", coffee: "Coffee" } };

/** A lectern with this poll, which is of a pre-test if the part keeps its answers. */
function makeDesk(changes = {}, { keeps = false, room = {} } = {}) {
  const poll = /** @type {any} */ (makePoll({ state: "closed", voters: 4, ...changes }));
  const lectern = /** @type {any} */ (makeLectern({ polls: [poll], plan: { parts: [{ keeps_answers: keeps }] }, room }));
  return { poll, lectern, card: () => drawn(pollCard(lectern, poll, /** @type {any} */ (WORDING))) };
}

/** @param {Parameters<typeof makeDesk>} args */
function buttons(...args) {
  const { poll, lectern } = makeDesk(...args);
  return buttonsOf(controls(lectern, poll));
}

const count = (/** @type {string} */ text, /** @type {string} */ part) => text.split(part).length - 1;

test("a closed poll leads to its results", () => {
  assert.deepEqual(buttons(), ["Show results", "Open again [quiet]", "Second round [quiet]"]);
});

test("a pre-test says once, beside its button, why there are no results to show", () => {
  const { poll, lectern, card } = makeDesk({ quiz: true }, { keeps: true });

  assert.deepEqual(buttons({ quiz: true }, { keeps: true }), ["Open again [quiet]"]);
  assert.ok(drawn(controls(lectern, poll)).includes(PRE_TEST));
  assert.equal(count(card(), PRE_TEST), 1);
});

test("a pre-test says it below its card as long as there is no button to press", () => {
  const ended = makeDesk({ quiz: true }, { keeps: true, room: { state: "ended" } });
  const open = makeDesk({ quiz: true, state: "open" }, { keeps: true });

  assert.deepEqual([count(ended.card(), PRE_TEST), count(open.card(), PRE_TEST)], [1, 1]);
});

test("an anonymous poll with too few answers is opened again first", () => {
  const few = { anonymous: true, figures: { few: 5 } };
  const { poll, lectern } = makeDesk(few);

  assert.deepEqual(buttons(few), ["Open again", "Show results [quiet]", "Second round [quiet]"]);
  assert.ok(drawn(controls(lectern, poll)).includes("Needs 5 answers, has 4"));
});

test("a poll says how many answers it needs as the server counts them", () => {
  const { poll, lectern } = makeDesk({ anonymous: true, figures: { few: 7 } });

  assert.ok(drawn(controls(lectern, poll)).includes("Needs 7 answers, has 4"));
});

test("an anonymous poll with enough answers leads to its results", () => {
  assert.deepEqual(buttons({ anonymous: true, voters: 5, tally: { tea: 5, coffee: 0 } }), ["Show results", "Second round [quiet]"]);
});

test("a poll without a result never says that its results are shown", () => {
  const few = { state: "revealed", anonymous: true };

  const card = makeDesk({ ...few, figures: { few: 5 } }).card();

  assert.doesNotMatch(card, /Results shown|see these results|>Closed</);
  assert.match(card, /Shown without a result/);
  assert.match(makeDesk({ ...few, tally: { tea: 4, coffee: 1 } }).card(), /Results shown/);
});
