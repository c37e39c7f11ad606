/**
 * Keeps a learner's progress in a pack: the union of all deeds, however often and in whatever order they
 * arrive. The rules are those of `webinar/learn/study/actions.py`. No DOM.
 */

import { isRight } from "./numeric.ts";
import { afterRepeat } from "./returning.ts";
import type { Answer, Answered, Deed, Pack, PackSlide, Read, Repeated, Returning, Saved, Try } from "./types.ts";

export function nothingSaved(): Saved {
  return { language: "", slide: "", seconds: {}, done: [], answers: {} };
}

export function createProgress(pack: Pack, saved: Saved) {
  const slides = new Map(pack.slides.map((slide) => [slide.id, slide]));
  const seconds = { ...saved.seconds };
  const done = new Set(saved.done);
  const answers: Record<string, Try[]> = Object.fromEntries(
    Object.entries(saved.answers).map(([item, tries]) => [item, [...tries]]),
  );
  const returning: Record<string, Returning> = { ...saved.returning };
  const knownKeys = new Set<string>();
  let { slide, language } = saved;

  /**
   * Applies a deed. One that arrives twice counts once.
   * @param tag the language of the reading
   */
  function apply(deed: Deed, tag: string = language) {
    if (knownKeys.has(deed.key)) return;
    knownKeys.add(deed.key);
    if (deed.type === "read") applyRead(deed, tag);
    else if (deed.type === "answered") applyAnswered(deed);
    else applyRepeated(deed);
  }

  function applyRead(deed: Read, tag: string) {
    seconds[deed.slide] = (seconds[deed.slide] ?? 0) + deed.seconds;
    const readSlide = slides.get(deed.slide);
    // An answer completes a question, however long it was looked at; an exercise is completed either way.
    if (readSlide && !readSlide.poll && (seconds[deed.slide] ?? 0) >= neededOf(readSlide, tag)) done.add(deed.slide);
  }

  function applyAnswered({ item, answer, at }: Answered) {
    const answeredSlide = slides.get(item);
    const tries = answers[item] ?? (answers[item] = []);
    // For an anonymous poll, keep only that it was answered; the queue has the rest.
    if (answeredSlide?.poll?.is_anonymous) answers[item] = [{ answer: {}, is_right: null }];
    else tries.push({ answer, is_right: answeredSlide ? mark(answeredSlide, answer) : null });
    if (answeredSlide) done.add(item);
    const isFirst = answers[item]?.length === 1;
    if (isFirst && tries[0]?.is_right === false) returning[item] ??= { box: 0, since: at };
  }

  function applyRepeated({ item, answer, at }: Repeated) {
    const repeatedSlide = slides.get(item);
    const earlier = returning[item];
    if (repeatedSlide && earlier) returning[item] = afterRepeat(earlier, mark(repeatedSlide, answer) === true, at);
  }

  return {
    apply,
    isDone: (id: string) => done.has(id),
    isBegun: (id: string) => (seconds[id] ?? 0) > 0 || (answers[id]?.length ?? 0) > 0,
    /** Returns the id of the slide that was looked at last, or "". */
    lastSlide: () => slide,
    secondsOf: (id: string) => seconds[id] ?? 0,
    triesOf: (item: string): readonly Try[] => answers[item] ?? [],
    returning: (item: string): Returning | undefined => returning[item],
    /** Returns the number of slides that are done. Slides that are no longer in the pack do not count. */
    doneCount: () => pack.slides.filter(({ id }) => done.has(id)).length,
    isFinished: () => pack.slides.every(({ id }) => done.has(id)),
    totalSeconds: () => Object.values(seconds).reduce((sum, count) => sum + count, 0),
    /** Counts the quizzes, and those that were right at least once. */
    quizzes() {
      const quizSlides = pack.slides.filter(({ poll }) => poll?.is_quiz && !poll.is_anonymous);
      const right = quizSlides.filter(({ id }) => answers[id]?.some(({ is_right }) => is_right));
      return { all: quizSlides.length, right: right.length };
    },
    place(place: { slide?: string; language?: string }) {
      slide = place.slide ?? slide;
      language = place.language ?? language;
    },
    saved: (): Saved => ({
      language,
      slide,
      seconds: { ...seconds },
      done: [...done],
      answers: { ...answers },
      returning: { ...returning },
    }),
  };
}

export type Progress = ReturnType<typeof createProgress>;

export function neededOf(slide: PackSlide, language: string) {
  return slide.needed[language] ?? Object.values(slide.needed)[0] ?? 0;
}

/** Returns whether the answer is right; null if no answer is right, or if the pack does not say. */
export function mark({ poll }: PackSlide, answer: Answer) {
  if (!poll?.is_quiz) return null;
  if (poll.right) return answer.number !== undefined && isRight(answer.number, poll.right);
  const correct = poll.options.filter((option) => option.is_correct).map(({ id }) => id);
  const chosen = new Set(answer.options ?? []);
  return correct.length ? chosen.size === correct.length && correct.every((id) => chosen.has(id)) : null;
}

/**
 * Merges two records of the same person: the longer time counts, what is done stays done, all tries are kept,
 * and the later repetition counts. Neither record needs to know of the other.
 * @param newer its place and language take precedence
 */
export function union(older: Saved, newer: Saved): Saved {
  const seconds = { ...older.seconds };
  for (const [id, count] of Object.entries(newer.seconds)) seconds[id] = Math.max(count, seconds[id] ?? 0);
  const answers = { ...older.answers };
  for (const [item, tries] of Object.entries(newer.answers)) {
    answers[item] = tries.length >= (answers[item]?.length ?? 0) ? tries : (answers[item] ?? []);
  }
  return {
    language: newer.language || older.language,
    slide: newer.slide || older.slide,
    seconds,
    done: [...new Set([...older.done, ...newer.done])],
    answers,
    returning: { ...older.returning, ...laterOf(older.returning ?? {}, newer.returning ?? {}) },
  };
}

/** Of each question of `newer`, returns the box that it entered later. */
function laterOf(older: Record<string, Returning>, newer: Record<string, Returning>) {
  const entries = Object.entries(newer).map(([item, returning]): [string, Returning] => {
    const other = older[item];
    return [item, other && other.since > returning.since ? other : returning];
  });
  return Object.fromEntries(entries);
}
