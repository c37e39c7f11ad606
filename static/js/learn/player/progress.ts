/**
 * How far a learner is in a pack: the union of what is told, however often and in whatever order.
 * The same rules as `webinar/learn/study/actions.py`. No DOM.
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
   * Told twice it counts once.
   * @param tag language that was read in
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
    // A question is done by whoever answers it, however long it was looked at; an exercise either way.
    if (found && !found.poll && (seconds[deed.slide] ?? 0) >= neededOf(found, tag)) done.add(deed.slide);
  }

  function answered({ item, answer }: Answered) {
    const found = slides.get(item);
    const tries = answers[item] ?? (answers[item] = []);
    // Of an anonymous poll only that it was answered; what waits to be sent has the rest.
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

/** Whether it is right; null where nothing is, or the pack does not say. */
export function mark({ poll }: PackSlide, answer: Answer) {
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
 * @param other whose place and language hold
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
