// @ts-check
/** Packages: compact progress, names of statements, and finding a platform's API. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { findApi } from "../../static/js/connect/packages/find_api.ts";
import { clockDuration, isoDuration, responseOf } from "../../static/js/connect/packages/responses.ts";
import { scormRecorder } from "../../static/js/connect/packages/scorm.ts";
import { SCORM12 } from "../../static/js/connect/packages/scorm12.ts";
import { SCORM2004 } from "../../static/js/connect/packages/scorm2004.ts";
import { decode, encode } from "../../static/js/connect/packages/suspend_data.ts";
import { uuid5 } from "../../static/js/connect/packages/uuid5.ts";

const TEXT = { ru: { language: "ru", title: "Слайд", html: "", study: "", handout: "" } };
const KINDS = ["single", "several", "ranking", "points", "numeric", "text", "cloud", "scale", "matching", "reasoned"];
const CELLS = ["a--x", "a--y", "b--x", "b--y"].map((id) => ({ id, is_correct: id === "a--y" || id === "b--x" }));

/** @param {string} id @param {string} [kind] */
function slide(id, kind) {
  const ticks = ["a", "b", "c"].map((letter) => ({ id: `option-${letter}`, is_correct: letter === "b" }));
  const options = kind === "matching" ? CELLS : ticks;
  const poll = kind && { kind, is_quiz: kind === "single" || kind === "matching", may_abstain: true, points: 100, options, text: {} };
  return { id, kind: kind ? "question" : "slide", text: TEXT, needed: { ru: 3 }, poll: poll || null };
}

/** @param {any[]} slides @returns {any} */
function packOf(slides) {
  return { format: 1, id: "demo", edition: "0", languages: ["ru"], title: {}, parts: [], slides, terms: {}, words: {}, images: {} };
}

/** @param {Record<string, any>} answers @param {Partial<any>} more @returns {any} */
function savedOf(answers, more = {}) {
  const tries = Object.entries(answers).map(([id, answer]) => [id, [{ answer, is_right: null }]]);
  return { language: "ru", slide: "", seconds: {}, done: [], answers: Object.fromEntries(tries), returning: {}, ...more };
}

test("progress survives a round trip for every kind of answer", () => {
  const pack = packOf([...KINDS.map((kind) => slide(kind, kind)), slide("story"), slide("read"), slide("new")]);
  const saved = savedOf(
    {
      single: { options: ["option-b"] },
      several: { options: ["option-a", "option-c"] },
      ranking: { options: ["option-c", "option-a", "option-b"] },
      points: { points: { "option-a": 70, "option-c": 30 } },
      numeric: { number: -12.5 },
      text: { text: "a ~ b | c \\ d\nЖ 😀" },
      cloud: { words: ["раз|два", "~"] },
      scale: { abstain: true },
      matching: { options: ["a--x", "b--y"] },
      reasoned: { options: ["option-c"], text: "seen | it, ~1" },
      story: { text: "План" },
    },
    {
      slide: "story",
      seconds: { read: 75, story: 4 },
      done: ["read", "single", "scale"],
      returning: { single: { box: 0, since: 494_000 * 3_600_000 }, matching: { box: 3, since: 0 } },
    },
  );

  const back = decode(pack, encode(pack, saved, 4096));

  assert.deepEqual({ ...back, done: back?.done.sort() }, { ...saved, done: saved.done.sort() });
});

test("the right try of several is kept, otherwise the last", () => {
  const pack = packOf([slide("one", "single"), slide("two", "single")]);
  const tried = (/** @type {string} */ id, /** @type {boolean} */ is_right) => ({ answer: { options: [id] }, is_right });
  const saved = savedOf({}, {
    answers: {
      one: [tried("option-b", true), tried("option-a", false)],
      two: [tried("option-a", false), tried("option-c", false)],
    },
  });

  const back = decode(pack, encode(pack, saved, 4096));

  assert.deepEqual(back?.answers, { one: [tried("option-b", true)], two: [tried("option-c", false)] });
});

test("sixty slides with long texts fit, and completion is never cut", () => {
  const slides = Array.from({ length: 60 }, (_, at) => slide(`a-slide-with-a-long-name-${at}`, at % 3 ? undefined : "several"));
  const pack = packOf(slides);
  const long = "Жаттығу \\ мәтіні ~ ".repeat(200);
  const answers = Object.fromEntries(
    slides.map(({ id, poll }) => [id, poll ? { options: ["option-a", "option-b", "option-c"] } : { text: long }]),
  );
  const saved = savedOf(answers, { done: slides.map(({ id }) => id), seconds: Object.fromEntries(slides.map(({ id }) => [id, 3599])) });

  const stored = encode(pack, saved, 4096);
  const back = decode(pack, stored);

  assert.ok(stored.length <= 4096, String(stored.length));
  assert.ok(stored.length > 3500, "the available space is used");
  assert.equal(back?.done.length, 60);
  assert.equal(Object.values(back?.answers ?? {}).filter(([attempt]) => attempt?.answer.options).length, 20);
  for (const [attempt] of Object.values(back?.answers ?? {})) {
    const text = attempt?.answer.text;
    if (text) assert.ok(text.endsWith("…") && long.startsWith(text.slice(0, -1)), text);
  }
  assert.deepEqual(decode(pack, encode(pack, saved, 64000_0)), { ...saved, slide: "" });
});

test("four hundred slides fit", () => {
  const slides = Array.from({ length: 400 }, (_, at) => slide(`slide-${at}`, "single"));
  const pack = packOf(slides);
  const answers = Object.fromEntries(slides.map(({ id }) => [id, { options: ["option-a"] }]));

  const stored = encode(pack, savedOf(answers, { done: slides.map(({ id }) => id) }), 4096);

  assert.ok(stored.length <= 4096);
  assert.equal(decode(pack, stored)?.done.length, 400);
});

test("stored progress survives a change of the module", () => {
  const before = packOf([slide("one"), slide("two", "single"), slide("gone")]);
  const now = packOf([slide("new"), slide("two", "single"), slide("one")]);
  const saved = savedOf({ two: { options: ["option-b"] } }, { slide: "gone", done: ["one", "two", "gone"] });

  const back = decode(now, encode(before, saved, 4096));

  assert.deepEqual(back?.done.sort(), ["one", "two"]);
  assert.equal(back?.slide, "");
  assert.deepEqual(back?.answers.two?.[0]?.answer, { options: ["option-b"] });
});

test("foreign data is read as no progress", () => {
  for (const other of ["", "hello", "2.3.ru.~abc", "~~~", "1"]) {
    assert.equal(Object.keys(decode(packOf([slide("one")]), other)?.answers ?? {}).length, 0, other);
  }
});

test("a name gives the same UUID as elsewhere", () => {
  assert.equal(uuid5("python.org", "6ba7b810-9dad-11d1-80b4-00c04fd430c8"), "886313e1-3b8a-5372-9b90-0c9aee199e5d");
  assert.equal(uuid5("ж".repeat(100)), uuid5("ж".repeat(100)));
  assert.notEqual(uuid5("a"), uuid5("b"));
});

test("time is written in each standard's format", () => {
  assert.equal(clockDuration(3725), "01:02:05");
  assert.equal(isoDuration(3725), "PT1H2M5S");
  assert.equal(isoDuration(0), "PT0S");
});

test("a right number is written as a range, a choice as ids", () => {
  const numeric = slide("n", "numeric");
  Object.assign(/** @type {any} */ (numeric.poll), { is_quiz: true, options: [], right: { value: 10, tolerance: 2 } });
  assert.deepEqual(responseOf(/** @type {any} */ (numeric), { number: 11 }).between, ["8", "12"]);
  assert.deepEqual(responseOf(/** @type {any} */ (slide("s", "single")), { options: ["option-a"] }).right, ["option-b"]);
});

test("the platform is found in parents and the opener's parents, but not across origins", () => {
  const api = {};
  const top = { API: api };
  const middle = { parent: top };
  const inner = { parent: middle, top };
  Object.assign(top, { parent: top, top });
  assert.equal(findApi("API", /** @type {any} */ (inner)), api);

  const alone = { opener: { parent: top } };
  Object.assign(alone, { parent: alone, top: alone });
  assert.equal(findApi("API", /** @type {any} */ (alone)), api);

  const closed = new Proxy({}, { get: () => { throw new Error("SecurityError"); } });
  assert.equal(findApi("API", /** @type {any} */ ({ parent: closed, top: closed })), null);
});

/** @param {Record<string, string>} values @returns {any} */
function platformOf(values) {
  return {
    values,
    LMSInitialize: () => "true",
    LMSFinish: () => "true",
    LMSCommit: () => "true",
    LMSGetLastError: () => "0",
    LMSGetValue: (/** @type {string} */ field) => values[field] ?? "",
    LMSSetValue: (/** @type {string} */ field, /** @type {string} */ value) => {
      values[field] = value;
      return "true";
    },
  };
}

const READ = { type: /** @type {const} */ ("read"), key: "key-0001", slide: "one", began: 0, ended: 9000, seconds: 9 };

test("a passed learner stays passed when the module grows", async () => {
  const platform = platformOf({ "cmi.core.lesson_status": "passed" });
  const recorder = scormRecorder(packOf([slide("one"), slide("two")]), 70, SCORM12, platform, () => {});
  await recorder.load();
  await recorder.tell(READ);

  assert.equal(platform.values["cmi.core.lesson_status"], "passed");
});

test("browsing or reviewing reports neither status nor score", async () => {
  for (const mode of [{ "cmi.core.lesson_mode": "browse" }, { "cmi.core.lesson_mode": "review" }, { "cmi.core.credit": "no-credit" }]) {
    const platform = platformOf({ ...mode });
    const recorder = scormRecorder(packOf([slide("one")]), 70, SCORM12, platform, () => {});
    await recorder.load();
    await recorder.tell(READ);

    assert.equal(platform.values["cmi.core.lesson_status"], undefined);
    assert.ok(platform.values["cmi.suspend_data"]);
  }
});

test("an anonymous choice is reported to no platform, and the question stays done", async () => {
  const secret = slide("two", "several");
  Object.assign(/** @type {any} */ (secret.poll), { is_anonymous: true });
  const pack = packOf([slide("one"), secret]);
  const platform = platformOf({ "cmi.interactions._count": "0" });
  const recorder = scormRecorder(pack, 70, SCORM12, platform, () => {});
  await recorder.load();
  await recorder.tell({ type: "answered", key: "key-0002", item: "two", at: 0, language: "ru", answer: { options: ["option-c"] } });

  assert.deepEqual(Object.keys(platform.values).filter((field) => field.startsWith("cmi.interactions.0")), []);
  const restored = decode(pack, platform.values["cmi.suspend_data"] ?? "");
  assert.deepEqual(restored?.done, ["two"]);
  assert.equal(JSON.stringify([restored?.answers, platform.values]).includes("option-c"), false);
});

test("a platform's refusal is shown, and the learner continues", async () => {
  const platform = platformOf({});
  /** @type {boolean[]} */
  const reports = [];
  const recorder = scormRecorder(packOf([slide("one")]), 70, SCORM12, platform, (isKept) => reports.push(isKept));
  await recorder.load();
  platform.LMSCommit = () => "false";
  await recorder.tell(READ);

  assert.deepEqual(reports, [true, false]);
  assert.equal(platform.values["cmi.core.lesson_status"], "completed");
});

test("an independent run-time accepts every kind of answer", async () => {
  Object.assign(globalThis, { window: globalThis });
  // @ts-ignore it has no types for this
  const { Scorm12API, Scorm2004API } = await import("scorm-again");
  const slides = [...KINDS.map((kind) => slide(kind, kind)), slide("numeric-quiz", "numeric"), slide("part--story"), slide("nothing", "single")];
  Object.assign(/** @type {any} */ (slides[KINDS.length]?.poll), { is_quiz: true, options: [], right: { value: 10, tolerance: 0.5 } });
  for (const { poll } of slides) {
    if (poll) Object.assign(poll.text, { ru: { language: "ru", question: "Вопрос? ".repeat(100), labels: {}, why: "" } });
  }
  /** @type {Record<string, any>} */
  const answers = {
    single: { options: ["option-b"] },
    several: { options: ["option-a", "option-c"] },
    ranking: { options: ["option-c", "option-a", "option-b"] },
    points: { points: { "option-a": 70, "option-c": 30 } },
    numeric: { number: -12.5 },
    text: { text: "a ~ b\nЖ 😀".repeat(600) },
    cloud: { words: ["раз", "два"] },
    scale: { options: ["option-a"] },
    "numeric-quiz": { number: 10.25 },
    "part--story": { text: "План" },
    nothing: { abstain: true },
  };
  for (const [dialect, Run] of [[SCORM12, Scorm12API], [SCORM2004, Scorm2004API]]) {
    const api = new Run({ logLevel: 5 });
    /** @type {string[]} */
    const refused = [];
    const put = api[dialect.calls.put].bind(api);
    api[dialect.calls.put] = (/** @type {string} */ field, /** @type {string} */ value) => {
      const isTaken = put(field, value);
      if (String(isTaken) !== "true") refused.push(`${field} = ${value}`);
      return isTaken;
    };
    const recorder = scormRecorder(packOf(slides), 70, dialect, api, () => {});
    await recorder.load();
    for (const [item, answer] of Object.entries(answers)) {
      await recorder.tell({ type: "answered", key: `key-${item}`, item, at: Date.now(), language: "ru", answer });
    }

    assert.deepEqual(refused, []);
    assert.equal(String(api[dialect.calls.get]("cmi.interactions._count")), "11");
  }
});

test("platforms get true or false, and not the reason", () => {
  const options = ["true", "false"].map((id) => ({ id, is_correct: id === "false" }));
  const poll = { kind: "reasoned", is_quiz: true, may_abstain: false, points: 0, options, text: {} };
  const statement = /** @type {any} */ ({ id: "it-is-so", kind: "question", text: TEXT, needed: {}, poll });
  const answer = { options: ["true"], text: "Seen it" };
  /** @type {Record<string, string>} */
  const put = {};
  const deed = /** @type {any} */ ({ at: 0, answer, language: "ru" });

  SCORM12.interaction((field, value) => Boolean((put[field.split(".").pop() ?? ""] = value)), 0, deed, statement, false);

  const { type, parts, right } = responseOf(statement, answer);
  assert.deepEqual([type, parts, right], ["true-false", ["true"], ["false"]]);
  assert.deepEqual([put.type, put.pattern, put.student_response, put.result], ["true-false", "f", "t", "wrong"]);
});
