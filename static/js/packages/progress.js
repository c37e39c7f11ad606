// @ts-check
/** How far somebody is in a pack, by what was told of them. The same rules as on the server. */

/**
 * @typedef {import("../player/types.js").Pack} Pack
 * @typedef {import("../player/types.js").Saved} Saved
 * @typedef {import("../player/types.js").Deed} Deed
 * @typedef {import("../player/types.js").Answer} Answer
 * @typedef {import("../player/types.js").PackSlide} Slide
 *
 * @typedef {object} Standing
 * @property {number} share of the slides that are done, from 0 to 1
 * @property {boolean} isDone whether nothing is left
 * @property {number | null} percent of the quizzes that were answered right, rounded down; null
 *   where there are none
 * @property {boolean | null} isPassed null where there are no quizzes
 */

/**
 * @param {Pack} pack
 * @returns {Saved}
 */
export function nothingYet(pack) {
  return { language: pack.languages[0] ?? "en", slide: "", seconds: {}, done: [], answers: {} };
}

/**
 * What is known once this deed was told. Nothing is taken back: what was done stays done.
 *
 * @param {Pack} pack
 * @param {Saved} saved
 * @param {Deed} deed
 * @returns {Saved}
 */
export function after(pack, saved, deed) {
  const id = deed.type === "read" ? deed.slide : deed.item;
  const slide = pack.slides.find((one) => one.id === id);
  if (!slide) return saved;
  if (deed.type === "read") {
    const seconds = (saved.seconds[id] ?? 0) + deed.seconds;
    const isDone = !slide.poll && seconds >= neededOf(slide, saved.language);
    const known = { ...saved, slide: id, seconds: { ...saved.seconds, [id]: seconds } };
    return isDone ? withDone(known, id) : known;
  }
  const tries = [...(saved.answers[id] ?? []), { answer: deed.answer, is_right: mark(slide, deed.answer) }];
  const known = { ...saved, slide: id, answers: { ...saved.answers, [id]: tries } };
  return slide.poll ? withDone(known, id) : known;
}

/**
 * Two devices' knowledge of one person: the union of both.
 *
 * @param {Saved} first
 * @param {Saved} second of which the place holds
 * @returns {Saved}
 */
export function union(first, second) {
  const seconds = { ...first.seconds };
  for (const [id, more] of Object.entries(second.seconds)) seconds[id] = Math.max(seconds[id] ?? 0, more);
  const answers = { ...first.answers };
  for (const [id, tries] of Object.entries(second.answers)) {
    const known = new Set((answers[id] ?? []).map((one) => JSON.stringify(one)));
    answers[id] = [...(answers[id] ?? []), ...tries.filter((one) => !known.has(JSON.stringify(one)))];
  }
  return {
    language: second.language || first.language,
    slide: second.slide || first.slide,
    seconds,
    done: [...new Set([...first.done, ...second.done])],
    answers,
  };
}

/**
 * @param {Pack} pack
 * @param {Saved} saved
 * @param {number} passMark percent of quizzes to get right
 * @returns {Standing}
 */
export function standing(pack, saved, passMark) {
  const done = new Set(saved.done);
  const left = pack.slides.filter((slide) => !done.has(slide.id)).length;
  const quizzes = pack.slides.filter((slide) => slide.poll?.is_quiz);
  const right = quizzes.filter((slide) => isRight(saved, slide.id)).length;
  const percent = quizzes.length ? Math.floor((100 * right) / quizzes.length) : null;
  return {
    share: pack.slides.length ? (pack.slides.length - left) / pack.slides.length : 1,
    isDone: left === 0,
    percent,
    isPassed: percent === null ? null : percent >= passMark,
  };
}

/**
 * @param {Saved} saved
 * @param {string} item
 */
export function isRight(saved, item) {
  return (saved.answers[item] ?? []).some((one) => one.is_right === true);
}

/**
 * Whether an answer is right; null where nothing is right or wrong.
 *
 * @param {Slide} slide
 * @param {Answer} answer
 * @returns {boolean | null}
 */
export function mark(slide, answer) {
  const poll = slide.poll;
  if (!poll?.is_quiz) return null;
  if (poll.kind === "numeric") {
    if (!poll.right) return null;
    return typeof answer.number === "number" && Math.abs(answer.number - poll.right.value) <= poll.right.tolerance;
  }
  const correct = poll.options.filter((option) => option.is_correct).map((option) => option.id);
  if (!correct.length) return null;
  const given = new Set(answer.options ?? []);
  return given.size === correct.length && correct.every((id) => given.has(id));
}

/**
 * @param {Slide} slide
 * @param {string} language
 */
function neededOf(slide, language) {
  return slide.needed[language] ?? Math.max(0, ...Object.values(slide.needed));
}

/**
 * @param {Saved} saved
 * @param {string} id
 * @returns {Saved}
 */
function withDone(saved, id) {
  return saved.done.includes(id) ? saved : { ...saved, done: [...saved.done, id] };
}
