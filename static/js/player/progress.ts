// @ts-check
/**
 * How far a learner is in a pack: the union of what is told, however often and in whatever order.
 * The same rules as `webinar/study/actions.py`. No DOM.
 */

import { isRight } from "./numeric.js";

/** @typedef {import("./types.js").Pack} Pack */
/** @typedef {import("./types.js").PackSlide} PackSlide */
/** @typedef {import("./types.js").Saved} Saved */
/** @typedef {import("./types.js").Deed} Deed */
/** @typedef {import("./types.js").Try} Try */

/** @returns {Saved} */
export function nothingSaved() {
  return { language: "", slide: "", seconds: {}, done: [], answers: {} };
}

/**
 * @param {Pack} pack
 * @param {Saved} saved
 */
export function createProgress(pack, saved) {
  const slides = new Map(pack.slides.map((slide) => [slide.id, slide]));
  const seconds = { ...saved.seconds };
  const done = new Set(saved.done);
  /** @type {Record<string, Try[]>} */
  const answers = Object.fromEntries(Object.entries(saved.answers).map(([item, tries]) => [item, [...tries]]));
  /** @type {Set<string>} */
  const known = new Set();
  let { slide, language } = saved;

  /** Told twice it counts once. @param {Deed} deed @param {string} [tag] language that was read in */
  function apply(deed, tag = language) {
    if (known.has(deed.key)) return;
    known.add(deed.key);
    if (deed.type === "read") read(deed, tag);
    else answered(deed);
  }

  /** @param {import("./types.js").Read} deed @param {string} tag */
  function read(deed, tag) {
    seconds[deed.slide] = (seconds[deed.slide] ?? 0) + deed.seconds;
    const found = slides.get(deed.slide);
    // A question is done by whoever answers it, however long it was looked at; an exercise either way.
    if (found && !found.poll && (seconds[deed.slide] ?? 0) >= neededOf(found, tag)) done.add(deed.slide);
  }

  /** @param {import("./types.js").Answered} deed */
  function answered({ item, answer }) {
    const found = slides.get(item);
    const tries = answers[item] ?? (answers[item] = []);
    // Of an anonymous poll only that it was answered; what waits to be sent has the rest.
    if (found?.poll?.is_anonymous) answers[item] = [{ answer: {}, is_right: null }];
    else tries.push({ answer, is_right: found ? mark(found, answer) : null });
    if (found) done.add(item);
  }

  return {
    apply,
    /** @param {string} id */
    isDone: (id) => done.has(id),
    /** @param {string} id */
    isBegun: (id) => (seconds[id] ?? 0) > 0 || (answers[id]?.length ?? 0) > 0,
    /** @param {string} id */
    secondsOf: (id) => seconds[id] ?? 0,
    /** @param {string} item @returns {readonly Try[]} */
    triesOf: (item) => answers[item] ?? [],
    /** Slides of the pack that are done; those that are gone do not count. */
    doneCount: () => pack.slides.filter(({ id }) => done.has(id)).length,
    isFinished: () => pack.slides.every(({ id }) => done.has(id)),
    totalSeconds: () => Object.values(seconds).reduce((all, one) => all + one, 0),
    /** Of the quizzes: how many there are, and how many were right at least once. */
    quizzes() {
      const all = pack.slides.filter(({ poll }) => poll?.is_quiz && !poll.is_anonymous);
      const right = all.filter(({ id }) => answers[id]?.some(({ is_right }) => is_right));
      return { all: all.length, right: right.length };
    },
    /** @param {{slide?: string, language?: string}} now */
    place(now) {
      slide = now.slide ?? slide;
      language = now.language ?? language;
    },
    /** @returns {Saved} */
    saved: () => ({ language, slide, seconds: { ...seconds }, done: [...done], answers: { ...answers } }),
  };
}

/** @typedef {ReturnType<typeof createProgress>} Progress */

/** @param {PackSlide} slide @param {string} language */
export function neededOf(slide, language) {
  return slide.needed[language] ?? Object.values(slide.needed)[0] ?? 0;
}

/**
 * Whether it is right; null where nothing is, or the pack does not say.
 * @param {PackSlide} slide
 * @param {import("./types.js").Answer} answer
 */
export function mark({ poll }, answer) {
  if (!poll?.is_quiz) return null;
  if (poll.kind === "numeric") {
    const { right } = poll;
    if (!right) return null;
    return answer.number !== undefined && isRight(answer.number, right);
  }
  const correct = poll.options.filter((option) => option.is_correct).map(({ id }) => id);
  const given = new Set(answer.options ?? []);
  return correct.length ? given.size === correct.length && correct.every((id) => given.has(id)) : null;
}

/**
 * Two accounts of the same person put together: time is what the longer one has, what is done stays
 * done, and all tries are kept. What one of them was told of the other need not be known.
 * @param {Saved} one
 * @param {Saved} other whose place and language hold
 * @returns {Saved}
 */
export function union(one, other) {
  const seconds = { ...one.seconds };
  for (const [id, count] of Object.entries(other.seconds)) seconds[id] = Math.max(count, seconds[id] ?? 0);
  const answers = { ...one.answers };
  for (const [item, tries] of Object.entries(other.answers)) {
    answers[item] = tries.length >= (answers[item]?.length ?? 0) ? tries : (answers[item] ?? []);
  }
  return {
    language: other.language || one.language,
    slide: other.slide || one.slide,
    seconds,
    done: [...new Set([...one.done, ...other.done])],
    answers,
  };
}
