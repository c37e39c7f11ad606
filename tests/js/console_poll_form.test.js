// @ts-check
/** The form of a spontaneous poll. */
import assert from "node:assert/strict";
import { test } from "node:test";

import {
  commandFields,
  emptyDraft,
  optionCount,
  restored,
  withCorrect,
  withKind,
  withLanguage,
  withOptionText,
  withoutOption,
  withQuestion,
  wordingOf,
} from "../../static/js/live/polls/console/form.ts";
import { faultsIn, missingIn } from "../../static/js/live/polls/console/form_faults.ts";

/** @typedef {import("../../static/js/live/polls/console/form.ts").PollDraft} PollDraft */

/** @param {Partial<PollDraft>} more @returns {PollDraft} */
function filled(more = {}) {
  const draft = emptyDraft("en", ["ru", "en"]);
  const wordings = { ...draft.wordings, en: { question: " Tea or coffee? ", options: ["Tea", " Coffee "] } };
  return { ...draft, wordings, ...more };
}

/** @param {PollDraft} draft @param {string[]} texts @returns {PollDraft} */
function typed(draft, ...texts) {
  return texts.reduce((each, text, index) => withOptionText(each, draft.language, index, text), draft);
}

/** @param {PollDraft} draft */
const ownOptions = (draft) => wordingOf(draft, draft.language).options;

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

test("each missing text is named with its field", () => {
  const found = (/** @type {PollDraft} */ draft) => faultsIn(draft).map(({ missing, field }) => `${missing} ${field}`);

  assert.deepEqual(found(emptyDraft("en", ["en"])), ["question en-question", "options en-1", "options en-2"]);
  assert.deepEqual(found(filled({ wordings: { en: { question: "Q", options: ["Tea", "", "Water"] } } })), ["options en-2"]);
  assert.deepEqual(found(filled({ wordings: { en: { question: "Q", options: ["Tea", "Tea "] } } })), ["same en-2"]);
  assert.deepEqual(found(filled({ quiz: true })), ["correct correct"]);
  assert.deepEqual(found(filled({ kind: "points", points: "1" })), ["points points"]);
  assert.deepEqual(found(filled({ kind: "numeric", quiz: true, right: "many" })), ["right right"]);
  assert.deepEqual(found(filled({ kind: "numeric", quiz: true, right: "3", tolerance: "-1" })), ["tolerance tolerance"]);
});

test("an empty option appears as the last one is filled, in every language, up to twenty", () => {
  let draft = typed(emptyDraft("en", ["ru", "en"]), "Tea");
  assert.deepEqual(ownOptions(draft), ["Tea", ""]);

  draft = typed(draft, "Tea", "Coffee");
  assert.deepEqual(Object.values(draft.wordings).map(({ options }) => options.length), [3, 3]);

  draft = typed(draft, ...Array.from({ length: 20 }, (_, index) => `Sort ${index}`));
  assert.equal(optionCount(draft), 20);
});

test("empty options below the last filled one are left out", () => {
  const draft = withQuestion(typed(emptyDraft("en", ["en"]), "Tea", "Coffee"), "en", "Which?");

  assert.equal(missingIn(draft), null);
  assert.deepEqual(commandFields(draft).options, ["Tea", "Coffee"]);
  // An option that is emptied again and was marked as correct is not sent.
  const marked = withOptionText(withCorrect(typed({ ...draft, quiz: true }, "Tea", "Coffee", "Water"), 2), "en", 2, "");
  assert.equal(missingIn(marked), "correct");
});

test("a kind with prescribed options gets no empty one", () => {
  const reasoned = withKind(typed(emptyDraft("en", ["en"]), "Tea"), "reasoned", ["True", "False"]);
  assert.deepEqual(ownOptions(reasoned), ["True", "False"]);
  assert.deepEqual(ownOptions(typed(reasoned, "Right", "Wrong")), ["Right", "Wrong"]);
  assert.deepEqual(ownOptions(withKind(reasoned, "single")), ["True", "False", ""]);
});

test("what is typed goes along into the language that the host then names", () => {
  const draft = withLanguage(filled(), "ru");

  assert.deepEqual(commandFields(draft).options, ["Tea", "Coffee"]);
  assert.equal(commandFields(draft).language, "ru");
  assert.equal(commandFields(draft).translations, undefined);
});

test("a language with a translation keeps its own text when the host names it", () => {
  const translated = filled();
  translated.wordings.ru = { question: "Чай или кофе?", options: ["Чай", "Кофе"] };

  assert.equal(commandFields(withLanguage(translated, "ru")).question, "Чай или кофе?");
});

test("a kept draft comes back, unless the session has another language or the kind is unknown", () => {
  const empty = emptyDraft("en", ["ru", "en"]);
  const kept = JSON.parse(JSON.stringify(filled()));

  assert.deepEqual(restored(kept, empty), filled());
  assert.deepEqual(restored(null, empty), empty);
  assert.deepEqual(restored({ ...kept, kind: "horoscope" }, empty), empty);
  assert.equal(restored(kept, emptyDraft("kk", ["kk"])).language, "kk");
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

test("options are removed in all languages at once, down to two", () => {
  const draft = withoutOption(typed(filled(), "Tea", "Coffee", "Water"), 0);
  assert.deepEqual(draft.wordings.en?.options, ["Coffee", "Water", ""]);
  assert.deepEqual(draft.wordings.ru?.options, ["", "", ""]);

  assert.equal(optionCount(withoutOption(filled(), 0)), 2);
});

test("the right answer moves with its option", () => {
  const draft = withCorrect(typed(filled({ quiz: true }), "Tea", "Coffee", "Water"), 2);

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
  const draft = withKind(typed(emptyDraft("en", ["ru", "en"]), "Tea"), "reasoned", ["True", "False"]);

  assert.deepEqual(draft.wordings.en?.options, ["True", "False"]);
  assert.deepEqual(draft.wordings.ru?.options, ["", ""]);
});

test("options that fit a kind with prescribed labels stay as they were written", () => {
  const draft = withKind(withCorrect(filled({ quiz: true }), 1), "reasoned", ["True", "False"]);

  assert.deepEqual(commandFields(draft).options, ["Tea", "Coffee"]);
  assert.deepEqual(commandFields(draft).correct, [1]);
});

test("an option that a kind does not have is not right any more", () => {
  const three = withCorrect(typed(filled({ quiz: true }), "Tea", "Coffee", "Water"), 2);

  assert.deepEqual(withKind(three, "reasoned", ["True", "False"]).correct, []);
});
