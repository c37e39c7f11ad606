// Progress and time are counted in a course, and answers kept offline are sent later.
import assert from "node:assert/strict";
import test from "node:test";
import { mergePacks } from "../../static/js/learn/offline/merge.ts";
import { batches } from "../../static/js/learn/offline/sending.ts";
import { createProgress, mark, nothingSaved, union } from "../../static/js/learn/player/progress.ts";
import { watch } from "../../static/js/learn/player/watch.ts";
import { crc32 } from "../../static/js/learn/usb/crc.ts";
import { answersText } from "../../static/js/learn/usb/file.ts";

const poll = {
  kind: "single",
  is_quiz: true,
  may_abstain: false,
  points: 0,
  right: null,
  options: [{ id: "a" }, { id: "b", is_correct: true }],
  text: { en: { language: "en", question: "?", labels: { a: "A", b: "B" }, why: "" } },
};

function slide(id, more = {}) {
  const text = { en: { language: "en", title: id, html: "", study: "", handout: "" } };
  return { id, kind: "slide", text, needed: { en: 10, ru: 20 }, poll: null, ...more };
}

function pack(more = {}) {
  const slides = [slide("one"), slide("two", { kind: "question", poll })];
  const parts = [{ id: "p", title: { en: "P" }, first: 0, slides: 2 }];
  return { format: 1, id: "m", edition: "e", languages: ["en"], title: { en: "M" }, parts, slides, terms: { en: [] }, words: { en: {} }, images: {}, ...more };
}

const read = (key, id, seconds) => ({ type: "read", key, slide: id, began: 0, ended: seconds * 1000, seconds });
const answered = (key, item, answer) => ({ type: "answered", key, item, at: 0, language: "en", answer });

test("a slide is done after enough reading in its language, and a repeated report counts once", () => {
  const progress = createProgress(pack(), { ...nothingSaved(), language: "ru" });

  progress.apply(read("k1", "one", 12));
  progress.apply(read("k1", "one", 12));
  assert.equal(progress.isDone("one"), false);
  progress.apply(read("k2", "one", 8));

  assert.equal(progress.isDone("one"), true);
  assert.equal(progress.secondsOf("one"), 20);
});

test("a question is done by answering it, and stays right once it was right", () => {
  const progress = createProgress(pack(), nothingSaved());

  progress.apply(read("k1", "two", 100));
  assert.equal(progress.isDone("two"), false);
  progress.apply(answered("k2", "two", { options: ["b"] }));
  progress.apply(answered("k3", "two", { options: ["a"] }));

  assert.equal(progress.isDone("two"), true);
  assert.deepEqual(progress.quizzes(), { all: 1, right: 1 });
  assert.deepEqual(progress.saved().answers.two.map((attempt) => attempt.is_right), [true, false]);
});

test("an anonymous poll stores only that it was answered, and is never right or wrong", () => {
  const secret = slide("two", { kind: "question", poll: { ...poll, is_anonymous: true } });
  const progress = createProgress(pack({ slides: [slide("one"), secret] }), nothingSaved());

  progress.apply(answered("k1", "two", { options: ["b"] }));
  progress.apply(answered("k2", "two", { options: ["a"] }));

  assert.equal(progress.isDone("two"), true);
  assert.deepEqual(progress.saved().answers.two, [{ answer: {}, is_right: null }]);
  assert.deepEqual(progress.quizzes(), { all: 0, right: 0 });
});

test("exactly the right options are right; a poll without any has no right or wrong", () => {
  const several = { ...poll, options: [{ id: "a", is_correct: true }, { id: "b", is_correct: true }, { id: "c" }] };
  const numeric = { ...poll, kind: "numeric", right: { value: 10, tolerance: 1 } };

  assert.equal(mark(slide("s", { poll: several }), { options: ["b", "a"] }), true);
  assert.equal(mark(slide("s", { poll: several }), { options: ["a"] }), false);
  assert.equal(mark(slide("s", { poll: several }), { options: ["a", "b", "c"] }), false);
  assert.equal(mark(slide("s", { poll: numeric }), { number: 11 }), true);
  assert.equal(mark(slide("s", { poll: numeric }), { number: 11.5 }), false);
  assert.equal(mark(slide("s", { poll: { ...poll, options: [{ id: "a" }] } }), { options: ["a"] }), null);
  assert.equal(mark(slide("s"), { text: "x" }), null);
});

test("progress of two devices is merged without losing anything", () => {
  const older = { language: "en", slide: "one", seconds: { one: 10, two: 5 }, done: ["one"], answers: { two: [{ answer: {}, is_right: false }] } };
  const newer = { language: "ru", slide: "two", seconds: { one: 4 }, done: ["two"], answers: {} };

  const merged = union(older, newer);

  assert.deepEqual(merged.seconds, { one: 10, two: 5 });
  assert.deepEqual([...merged.done].sort(), ["one", "two"]);
  assert.equal(merged.answers.two.length, 1);
  assert.deepEqual([merged.language, merged.slide], ["ru", "two"]);
});

test("packs of two languages are merged, packs of two editions are not", () => {
  const ru = pack({ languages: ["ru"], title: { ru: "М" }, words: { ru: { a: "б" } } });
  ru.slides = [slide("one", { text: { ru: { title: "раз" } }, needed: { ru: 7 } }), slide("two", { poll: { ...poll, text: { ru: { question: "?" } } } })];

  const merged = mergePacks([pack(), ru]);

  assert.deepEqual(merged.languages, ["en", "ru"]);
  assert.equal(merged.slides[0].text.ru.title, "раз");
  assert.deepEqual(Object.keys(merged.slides[1].poll.text), ["en", "ru"]);
  assert.throws(() => mergePacks([pack(), pack({ edition: "f" })]));
});

test("waiting answers are sent by edition, in order, a hundred at a time", () => {
  const waiting = Array.from({ length: 130 }, (_, at) => ({ key: String(at), at, edition: at < 120 ? "old" : "new", deed: read(`k${at}`, "one", 9) }));

  const grouped = batches(waiting);

  assert.deepEqual(grouped.map((batch) => batch.length), [100, 20, 10]);
  assert.deepEqual(grouped.flat().map(({ at }) => at), waiting.map(({ at }) => at));
});

test("long texts are sent a few at a time, and a very long one alone", () => {
  const waiting = [3000, 5000, 5000, 5000, 5000, 30_000, 100].map((length, at) => ({
    key: String(at),
    at,
    edition: "e",
    deed: answered(`k${at}`, "two", { text: "x".repeat(length) }),
  }));

  assert.deepEqual(batches(waiting).map((batch) => batch.map(({ at }) => at)), [[0, 1, 2, 3], [4], [5], [6]]);
});

test("a file's checksum is the CRC-32 of its UTF-8", () => {
  assert.equal(crc32("123456789"), "cbf43926");
  assert.equal(crc32(""), "00000000");
  const text = answersText({ id: "p", course: "c" }, "e", { key: "k", name: "Әсел", number: "" }, [], 5);
  const inside = text.slice(text.indexOf('"answers":') + 10, -1);
  assert.equal(JSON.parse(text).check, crc32(inside));
});

/** A page whose clock, visibility and touches the test controls. */
function page(work) {
  const before = { add: globalThis.addEventListener, remove: globalThis.removeEventListener, document: globalThis.document };
  const listeners = {};
  const add = (name, fn) => (listeners[name] ??= []).push(fn);
  globalThis.addEventListener = add;
  globalThis.removeEventListener = () => {};
  globalThis.document = { visibilityState: "visible", addEventListener: add, removeEventListener() {} };
  let at = 0;
  const readings = [];
  const watcher = watch((deed) => readings.push(deed), { now: () => 1_000_000 + at, clock: () => at });
  try {
    work({
      watcher,
      readings,
      pass: (seconds) => (at += seconds * 1000),
      touch: () => listeners.keydown.forEach((fn) => fn()),
      show(visibility) {
        globalThis.document.visibilityState = visibility;
        listeners.visibilitychange.forEach((fn) => fn());
      },
    });
  } finally {
    watcher.stop();
    Object.assign(globalThis, { addEventListener: before.add, removeEventListener: before.remove, document: before.document });
  }
  return readings.map(({ slide, began, ended, seconds }) => [slide, began - 1_000_000, ended - 1_000_000, seconds]);
}

test("time is counted from one slide to the next", () => {
  const readings = page(({ watcher, pass }) => {
    watcher.at("one", 0);
    pass(20);
    watcher.at("two", 0);
    pass(5);
  });

  assert.deepEqual(readings, [["one", 0, 20_000, 20], ["two", 20_000, 25_000, 5]]);
});

test("an untouched page counts for a minute, and again after the next touch", () => {
  const readings = page(({ watcher, pass, touch }) => {
    watcher.at("one", 0);
    pass(300);
    touch();
    pass(10);
  });

  assert.deepEqual(readings, [["one", 0, 60_000, 60], ["one", 300_000, 310_000, 10]]);
});

test("a hidden page does not count", () => {
  const readings = page(({ watcher, pass, show }) => {
    watcher.at("one", 0);
    pass(10);
    show("hidden");
    pass(40);
    show("visible");
    pass(5);
  });

  assert.deepEqual(readings, [["one", 0, 10_000, 10], ["one", 50_000, 55_000, 5]]);
});

test("an exercise is done by writing or by reading it", () => {
  const course = pack({ slides: [slide("one", { kind: "scenario" }), slide("two", { kind: "steps" })] });
  const progress = createProgress(course, nothingSaved());

  progress.apply(answered("k1", "one", { text: "I would listen." }));
  progress.apply(read("k2", "two", 12));

  assert.equal(progress.isDone("one"), true);
  assert.equal(progress.isDone("two"), true);
});
