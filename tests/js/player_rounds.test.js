// The player shows the rounds that the server has cut, and says how far the learner is in them.
import assert from "node:assert/strict";
import test from "node:test";
import { mergePacks } from "../../static/js/learn/offline/merge.ts";
import { pathOf, placeOf } from "../../static/js/learn/player/places.ts";
import { createProgress, nothingSaved } from "../../static/js/learn/player/progress.ts";
import { isLastOf, minutesOf, nextToDo, openIn, questionsOf, resumeAt, roundWith, roundsOf, stateOf } from "../../static/js/learn/player/rounds.ts";

const quiz = (more = {}) => ({ kind: "single", is_quiz: true, options: [{ id: "a" }, { id: "b", is_correct: true }], text: {}, ...more });

/** Two parts: rounds of 2 and 3 slides, then one of 2. */
function pack(more = {}) {
  const slides = ["a0", "a1", "a2", "a3", "a4", "b0", "b1"].map((id) => ({
    id,
    kind: "slide",
    text: {},
    needed: { en: 5 },
    reading: { en: 50 },
    poll: ["a3", "a4"].includes(id) ? quiz({ is_anonymous: id === "a4" }) : null,
  }));
  const parts = [
    { id: "a", title: {}, first: 0, slides: 5, rounds: [2, 3] },
    { id: "b", title: {}, first: 5, slides: 2, rounds: [2] },
  ];
  return { languages: ["en"], title: {}, parts, slides, terms: {}, words: {}, images: {}, ...more };
}

const progressOf = (course, done, slide = "", answers = {}) => createProgress(course, { ...nothingSaved(), done, slide, answers });
const idsOf = (rounds) => rounds.map(({ slides }) => slides.map(({ id }) => id).join(" "));

test("every slide is in exactly one round, in its order and within its part", () => {
  const rounds = roundsOf(pack());

  assert.deepEqual(idsOf(rounds), ["a0 a1", "a2 a3 a4", "b0 b1"]);
  assert.deepEqual(rounds.map(({ partNumber, parts, number, count }) => [partNumber, parts, number, count]), [[1, 2, 1, 2], [1, 2, 2, 2], [2, 2, 1, 1]]);
  assert.equal(isLastOf(rounds[1], "a4"), true);
  assert.equal(isLastOf(rounds[1], "a3"), false);
});

test("a short course, and the pack of an older server, have no rounds", () => {
  const short = pack({ parts: [{ id: "a", title: {}, first: 0, slides: 7, rounds: [] }] });
  const older = pack({ parts: [{ id: "a", title: {}, first: 0, slides: 7 }] });

  assert.deepEqual([roundsOf(short), roundsOf(older)], [[], []]);
  assert.equal(roundWith(roundsOf(short), "a0"), undefined);
});

test("a learner continues at the first slide that is not done, from the last one looked at on", () => {
  const course = pack();
  const at = (done, slide) => course.slides[resumeAt(course, progressOf(course, done, slide))].id;

  assert.equal(at([], ""), "a0");
  assert.equal(at(["a2"], "a2"), "a3");
  assert.equal(at(["a4", "b0", "b1"], "b0"), "a0");
  assert.equal(at(course.slides.map(({ id }) => id), "b1"), "a0");
  assert.equal(at(["a0"], "gone"), "a1");
});

test("rounds are done, here, next or later", () => {
  const course = pack();
  const rounds = roundsOf(course);
  const states = (done, slide) => {
    const progress = progressOf(course, done, slide);
    const resumed = roundWith(rounds, course.slides[resumeAt(course, progress)].id);
    return rounds.map((round) => stateOf(round, rounds, resumed, progress));
  };

  assert.deepEqual(states([], ""), ["now", "next", "later"]);
  assert.deepEqual(states(["a0", "a1"], "a1"), ["done", "now", "next"]);
  assert.deepEqual(states(["b0"], "b0"), ["next", "later", "now"]);
  assert.deepEqual(states(course.slides.map(({ id }) => id), ""), ["done", "done", "done"]);
});

test("after the last round come the earlier ones that are still open", () => {
  const course = pack();
  const rounds = roundsOf(course);
  const progress = progressOf(course, ["a0", "a1", "b0", "b1"]);

  assert.equal(nextToDo(rounds, rounds[2], progress), rounds[1]);
  assert.equal(nextToDo(rounds, rounds[1], progress), undefined);
  assert.deepEqual(openIn(rounds[1].slides, progress).map(({ id }) => id), ["a2", "a3", "a4"]);
});

test("a part's questions were right once, wrong until now, or not answered; anonymous ones are left out", () => {
  const course = pack();
  const states = (tries) => questionsOf(course, course.parts[0], progressOf(course, [], "", { a3: tries, a4: tries })).map(({ slide, state }) => [slide.id, state]);

  assert.deepEqual(states([]), [["a3", "new"]]);
  assert.deepEqual(states([{ answer: {}, is_right: false }]), [["a3", "wrong"]]);
  assert.deepEqual(states([{ answer: {}, is_right: true }, { answer: {}, is_right: false }]), [["a3", "right"]]);
});

test("minutes are whole and rounded up, and 0 if the pack does not say", () => {
  const { slides } = pack();

  assert.equal(minutesOf(slides.slice(0, 2), "en"), 2);
  assert.equal(minutesOf(slides, "ru"), 0);
  assert.equal(minutesOf(slides.map(({ reading, ...slide }) => slide), "en"), 0);
});

test("pages of the player have the paths of the pages online", () => {
  const course = pack();

  assert.deepEqual(placeOf(course, "s/a2"), { page: "slide", slide: 2 });
  assert.deepEqual(placeOf(course, "s/a2/round"), { page: "end", slide: 2 });
  for (const path of ["", "link", "s/gone", "s", "s/%E0%A4%A", "%"]) assert.deepEqual(placeOf(course, path), { page: "home", slide: 0 });
  for (const path of ["", "s/a2", "s/b1/round"]) assert.equal(pathOf(course, placeOf(course, path)), path);
});

test("packs of two languages keep the objectives and reading times of both", () => {
  const objectives = (tag, text) => ({ [tag]: { language: tag, texts: [text] } });
  const ru = pack({ languages: ["ru"], edition: "e", objectives: objectives("ru", "Объяснять") });
  ru.slides.forEach((slide) => (slide.reading = { ru: 70 }));

  const merged = mergePacks([pack({ edition: "e", objectives: objectives("en", "Explain") }), ru]);

  assert.deepEqual(Object.keys(merged.objectives), ["en", "ru"]);
  assert.deepEqual(merged.slides[0].reading, { en: 50, ru: 70 });
  assert.deepEqual(merged.parts[0].rounds, [2, 3]);
});
