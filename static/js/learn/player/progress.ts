/**
 * A learner's progress in a pack: the union of all deeds, however often and in whatever order they arrive. The
 * rules are those of `webinar/learn/study/actions.py`. No DOM.
 */

import { isRight } from "./numeric.ts";
import type { Answer, Answered, Deed, Pack, PackSlide, Read, Saved, Try } from "./types.ts";

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
  const known = new Set<string>();
  let { slide, language } = saved;

  /**
   * A deed that arrives twice counts once.
   * @param tag the language of the reading
   */
  function apply(deed: Deed, tag: string = language) {
    if (known.has(deed.key)) return;
    known.add(deed.key);
    if (deed.type === "read") read(deed, tag);
    else answered(deed);
  }

  function read(deed: Read, tag: string) {
    seconds[deed.slide] = (seconds[deed.slide] ?? 0) + deed.seconds;
    const found = slides.get(deed.slide);
    // An answer completes a question, however long it was looked at; an exercise is completed either way.
    if (found && !found.poll && (seconds[deed.slide] ?? 0) >= neededOf(found, tag)) done.add(deed.slide);
  }

  function answered({ item, answer }: Answered) {
    const found = slides.get(item);
    const tries = answers[item] ?? (answers[item] = []);
    // For an anonymous poll, keep only that it was answered; the queue has the rest.
    if (found?.poll?.is_anonymous) answers[item] = [{ answer: {}, is_right: null }];
    else tries.push({ answer, is_right: found ? mark(found, answer) : null });
    if (found) done.add(item);
  }

  return {
    apply,
    isDone: (id: string) => done.has(id),
    isBegun: (id: string) => (seconds[id] ?? 0) > 0 || (answers[id]?.length ?? 0) > 0,
    secondsOf: (id: string) => seconds[id] ?? 0,
    triesOf: (item: string): readonly Try[] => answers[item] ?? [],
    /** The number of slides that are done. Slides that are no longer in the pack do not count. */
    doneCount: () => pack.slides.filter(({ id }) => done.has(id)).length,
    isFinished: () => pack.slides.every(({ id }) => done.has(id)),
    totalSeconds: () => Object.values(seconds).reduce((all, one) => all + one, 0),
    /** How many quizzes there are, and how many were right at least once. */
    quizzes() {
      const all = pack.slides.filter(({ poll }) => poll?.is_quiz && !poll.is_anonymous);
      const right = all.filter(({ id }) => answers[id]?.some(({ is_right }) => is_right));
      return { all: all.length, right: right.length };
    },
    place(now: { slide?: string; language?: string }) {
      slide = now.slide ?? slide;
      language = now.language ?? language;
    },
    saved: (): Saved => ({ language, slide, seconds: { ...seconds }, done: [...done], answers: { ...answers } }),
  };
}

export type Progress = ReturnType<typeof createProgress>;

export function neededOf(slide: PackSlide, language: string) {
  return slide.needed[language] ?? Object.values(slide.needed)[0] ?? 0;
}

/** Whether the answer is right; null if none is, or if the pack does not say. */
export function mark({ poll }: PackSlide, answer: Answer) {
  if (!poll?.is_quiz) return null;
  if (poll.right) return answer.number !== undefined && isRight(answer.number, poll.right);
  const correct = poll.options.filter((option) => option.is_correct).map(({ id }) => id);
  const given = new Set(answer.options ?? []);
  return correct.length ? given.size === correct.length && correct.every((id) => given.has(id)) : null;
}

/**
 * Merges two records of the same person: the longer time counts, what is done stays done, and all tries are
 * kept. Neither record needs to know of the other.
 * @param other its place and language take precedence
 */
export function union(one: Saved, other: Saved): Saved {
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
