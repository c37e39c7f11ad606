// The console groups next steps, and loses nothing when two hosts type at once.

import assert from "node:assert/strict";
import { test } from "node:test";

import { attendanceOf, groupsOf, mergeTargets, wordsFor } from "../../static/js/live/steps/console/facts.ts";
import { clashesOf, detailFields, detailPad, valueOf } from "../../static/js/live/steps/console/pads.ts";
import { isNotAgreed } from "../../static/js/live/steps/list.ts";
import { stepCard } from "../../static/js/live/steps/console/card.ts";
import { stepsInOrder } from "../../static/js/live/interpreting/steps.ts";
import { drawn, makeLectern } from "./drawn.js";
import { makeOutcome, makeStep } from "./factories.js";

const NOBODY = { agree: 0, reserve: 0, disagree: 0, abstain: 0, must_ask: 0 };
const numbers = (steps) => steps.map(({ step }) => step);

const step = (number, changes = {}) => makeStep({ step: number, ...changes });

test("an open step comes first, and agreed steps are grouped whatever became of them", () => {
  const states = ["proposed", "dropped", "owned", "put", "closed", "agreed", "in_progress", "done"];
  const groups = groupsOf(states.map((state, at) => step(at + 1, { state })));

  assert.deepEqual(numbers(groups.now), [4, 5]);
  assert.deepEqual(numbers(groups.proposed), [1]);
  assert.deepEqual(numbers(groups.agreed), [3, 6, 7, 8]);
  assert.deepEqual(numbers(groups.dropped), [2]);
});

test("the last decided step stays on top until another is put", () => {
  const steps = [step(1), step(2, { state: "agreed" })];

  assert.deepEqual(numbers(groupsOf(steps, 2).now), [2]);
  assert.deepEqual(numbers(groupsOf([...steps, step(3, { state: "put" })], 2).now), [3]);
  assert.deepEqual(numbers(groupsOf([step(2, { state: "dropped" })], 2).now), []);
});

test("a step is shown in the reader's language if it is translated", () => {
  const meet = step(1, { text: "Meet", language: "en", texts: { ru: "Встреча" } });

  assert.deepEqual(wordsFor(meet, "ru"), { text: "Встреча", language: "ru", isTranslated: true });
  assert.deepEqual(wordsFor(meet, "kk"), { text: "Meet", language: "en", isTranslated: false });
});

test("the quorum counts recently lost people, and those who answered and left", () => {
  const counts = { ...NOBODY, agree: 2, must_ask: 1 };

  assert.deepEqual(attendanceOf(counts, { here: 4, lost: 1 }, 50), { answered: 3, present: 5, quorum: 3, isReached: true });
  assert.deepEqual(attendanceOf(counts, { here: 6, lost: 1 }, 50), { answered: 3, present: 7, quorum: 4, isReached: false });
  assert.equal(attendanceOf(counts, { here: 1, lost: 0 }, 50).present, 3);
});

test("steps with common words are offered first for merging, across endings and languages", () => {
  const step1 = step(1, { text: "Проводить встречи с родителями", language: "ru" });
  const box = step(2, { text: "Ящик для вопросов" });
  const near = step(3, { text: "Meetings", texts: { ru: "Встреча с родителями раз в месяц" } });
  const decided = step(4, { text: step1.text, state: "agreed" });

  assert.deepEqual(numbers(mergeTargets(step1, [step1, box, near, decided])), [3, 2]);
});

test("a host typing a due date keeps it and sees another host's beside it", () => {
  const pad = detailPad(step(1));
  pad.typed.due = "2031-05-01";
  const newer = step(1, { due: "2031-06-01", evidence: "Minutes", details: 1 });

  assert.equal(valueOf(pad, newer, "due"), "2031-05-01");
  assert.equal(valueOf(pad, newer, "evidence"), "Minutes");
  assert.deepEqual(clashesOf(pad, newer), { due: "2031-06-01" });
  assert.deepEqual(detailFields(pad, newer), { step: 1, base: 1, due: "2031-05-01" });
});

test("a host's own saved text is no conflict while they type on", () => {
  const pad = detailPad(step(1));
  Object.assign(pad, { typed: { indicator: "12 schools" }, sent: { indicator: "12" } });

  assert.deepEqual(clashesOf(pad, step(1, { indicator: "12", details: 1 })), {});
});

test("only edited fields are sent, and an emptied date is removed", () => {
  const edited = step(1, { due: "2031-05-01", indicator: "12", details: 3 });
  const pad = detailPad(edited);
  pad.typed.due = "";

  assert.deepEqual(clashesOf(pad, edited), {});
  assert.deepEqual(detailFields(pad, edited), { step: 1, base: 3, due: null });
});

test("an interpreter sees the open step first, then untranslated ones", () => {
  const translated = step(1, { language: "en", texts: { kk: "Кездесу" } });
  const steps = [translated, step(2), step(3, { state: "dropped" }), step(4, { state: "put", texts: { kk: "Жазу" } })];

  assert.deepEqual(numbers(stepsInOrder(steps, "kk")), [4, 2, 1]);
});

const notAgreed = (changes = {}) => makeOutcome({ computed: "not_agreed", recorded: "not_agreed", ...changes });

test("a step that was not agreed is no proposal any more, until it is reworded", () => {
  assert.equal(isNotAgreed(step(1)), false);
  assert.equal(isNotAgreed(step(1, { outcome: notAgreed() })), true);
  assert.equal(isNotAgreed(step(1, { outcome: notAgreed(), version: 2 })), false);
  assert.equal(isNotAgreed(step(1, { outcome: makeOutcome(), state: "agreed" })), false);
});

test("the card of a step says that it was not agreed", () => {
  const state = (changes) => {
    const forms = { opened: () => null };
    return /<strong data-state=proposed>([^<]*)/.exec(drawn(stepCard(makeLectern(), step(1, changes), forms, null)))?.[1];
  };

  assert.equal(state({}), "Proposed");
  assert.equal(state({ outcome: notAgreed() }), "Not agreed");
});
