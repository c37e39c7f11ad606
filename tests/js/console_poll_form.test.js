// @ts-check
/** The form of a spontaneous poll. */
import assert from "node:assert/strict";
import { test } from "node:test";

import {
  commandFields,
  emptyDraft,
  mayHaveMoreOptions,
  missingIn,
  optionCount,
  withCorrect,
  withKind,
  withOption,
  withoutOption,
} from "../../static/js/live/polls/console/form.ts";

/** @typedef {import("../../static/js/live/polls/console/form.ts").PollDraft} PollDraft */

/** @param {Partial<PollDraft>} more @returns {PollDraft} */
function filled(more = {}) {
  const draft = emptyDraft("en", ["ru", "en"]);
  const wordings = { ...draft.wordings, en: { question: " Tea or coffee? ", options: ["Tea", " Coffee "] } };
  return { ...draft, wordings, ...more };
}

test("a complete poll is sent without stray spaces", () => {
  assert.equal(missingIn(filled()), null);
  assert.deepEqual(commandFields(filled()), {
    kind: "single",
    quiz: false,
    language: "en",
    question: "Tea or coffee?",
    options: ["Tea", "Coffee"],
    correct: [],
  });
});

test("missing fields are named", () => {
  assert.equal(missingIn(emptyDraft("en", ["en"])), "question");
  assert.equal(missingIn(withOption(filled())), "options");
  assert.equal(missingIn(filled({ quiz: true })), "correct");
  assert.equal(missingIn(filled({ wordings: { en: { question: "Q", options: ["Tea", "Tea "] } } })), "same");
});

test("a translation is complete or absent", () => {
  const half = filled();
  half.wordings.ru = { question: "Чай или кофе?", options: ["Чай", ""] };
  const whole = filled();
  whole.wordings.ru = { question: "Чай или кофе?", options: ["Чай", "Кофе"] };

  assert.equal(missingIn(half), "translation");
  assert.deepEqual(commandFields(whole).translations, {
    ru: { question: "Чай или кофе?", options: ["Чай", "Кофе"] },
  });
});

test("options are added and removed in all languages at once, within the limits", () => {
  let draft = withOption(filled());
  assert.deepEqual(Object.values(draft.wordings).map(({ options }) => options.length), [3, 3]);

  draft = withoutOption(draft, 0);
  assert.deepEqual(draft.wordings.en?.options, [" Coffee ", ""]);

  assert.equal(optionCount(withoutOption(draft, 0)), 2);
  for (let more = 0; more < 30; more++) draft = withOption(draft);
  assert.equal(optionCount(draft), 20);
});

test("the right answer moves with its option", () => {
  const draft = withCorrect(withOption(filled({ quiz: true })), 2);

  assert.deepEqual(withoutOption(draft, 0).correct, [1]);
  assert.deepEqual(withoutOption(draft, 2).correct, []);
});

test("single choice has one right answer, multiple choice several", () => {
  const single = withCorrect(withCorrect(filled({ quiz: true }), 0), 1);
  const several = withCorrect(withCorrect(filled({ quiz: true, kind: "several" }), 1), 0);

  assert.deepEqual(single.correct, [1]);
  assert.deepEqual(several.correct, [0, 1]);
  assert.deepEqual(withCorrect(several, 0).correct, [1]);
  assert.deepEqual(withKind(several, "single").correct, [0]);
});

test("an opinion poll sends no right answer even if one was marked", () => {
  assert.deepEqual(commandFields(filled({ quiz: false, correct: [1] })).correct, []);
});

test("a kind that prescribes its options begins with their labels, in every language with as many", () => {
  const draft = withKind(withOption(emptyDraft("en", ["ru", "en"])), "reasoned", ["True", "False"]);

  assert.deepEqual(draft.wordings.en?.options, ["True", "False"]);
  assert.deepEqual(draft.wordings.ru?.options, ["", ""]);
  assert.equal(mayHaveMoreOptions(draft), false);
  assert.equal(mayHaveMoreOptions(withKind(draft, "single")), true);
});

test("options that fit a kind with prescribed labels stay as they were written", () => {
  const draft = withKind(withCorrect(filled({ quiz: true }), 1), "reasoned", ["True", "False"]);

  assert.deepEqual(commandFields(draft).options, ["Tea", "Coffee"]);
  assert.deepEqual(commandFields(draft).correct, [1]);
});

test("an option that a kind does not have is not right any more", () => {
  const three = withCorrect(withOption(filled({ quiz: true })), 2);

  assert.deepEqual(withKind(three, "reasoned", ["True", "False"]).correct, []);
});
