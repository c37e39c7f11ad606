/**
 * Says how far a learner is in the rounds of a pack, and what comes next. The server has cut the rounds
 * (`webinar/learn/study/rounds.py`); the rules are those of `webinar/learn/study/round_context.py`. No DOM.
 */

import type { Progress } from "./progress.ts";
import type { Pack, PackPart, PackSlide } from "./types.ts";

/** A round: `number` of `count` in its part, which is `partNumber` of `parts`, all from 1. */
export interface Round {
  part: PackPart;
  partNumber: number;
  parts: number;
  number: number;
  count: number;
  slides: PackSlide[];
}

export type RoundState = "done" | "now" | "next" | "later";

/** Returns the rounds of all parts, in order; none if the course has none. */
export function roundsOf(pack: Pack): Round[] {
  return pack.parts.flatMap((part, index) => {
    let first = part.first;
    const lengths = part.rounds ?? [];
    return lengths.map((length, place) => {
      const slides = pack.slides.slice(first, first + length);
      first += length;
      return { part, partNumber: index + 1, parts: pack.parts.length, number: place + 1, count: lengths.length, slides };
    });
  });
}

export function roundWith(rounds: Round[], id: string) {
  return rounds.find(({ slides }) => slides.some((slide) => slide.id === id));
}

export const isLastOf = ({ slides }: Round, id: string) => slides[slides.length - 1]?.id === id;

/** Returns the slides that are not done. */
export const openIn = (slides: PackSlide[], progress: Progress) => slides.filter(({ id }) => !progress.isDone(id));

/** Returns the number of the first slide that is not done, from the last one looked at on; 0 if all are done. */
export function resumeAt({ slides }: Pack, progress: Progress): number {
  const last = Math.max(0, slides.findIndex(({ id }) => id === progress.lastSlide()));
  const order = [...slides.slice(last), ...slides.slice(0, last)];
  return Math.max(0, slides.indexOf(openIn(order, progress)[0] as PackSlide));
}

/** Returns the first round after this one, and then before it, that is not done. */
export function nextToDo(rounds: Round[], current: Round, progress: Progress): Round | undefined {
  const at = rounds.indexOf(current);
  return [...rounds.slice(at + 1), ...rounds.slice(0, at)].find(({ slides }) => openIn(slides, progress).length);
}

/** @param resumed the round in which the learner continues */
export function stateOf(round: Round, rounds: Round[], resumed: Round, progress: Progress): RoundState {
  if (!openIn(round.slides, progress).length) return "done";
  if (round === resumed) return "now";
  return round === nextToDo(rounds, resumed, progress) ? "next" : "later";
}

/** Returns whole minutes of reading, rounded up; 0 if the pack does not say. */
export function minutesOf(slides: PackSlide[], language: string) {
  return Math.ceil(slides.reduce((sum, { reading }) => sum + (reading?.[language] ?? 0), 0) / 60);
}

/** Returns the quizzes of a part, each with whether it was answered rightly at least once. */
export function questionsOf(pack: Pack, { first, slides }: PackPart, progress: Progress) {
  const quizzes = pack.slides.slice(first, first + slides).filter(({ poll }) => poll?.is_quiz && !poll.is_anonymous);
  return quizzes.map((slide) => {
    const tries = progress.triesOf(slide.id);
    const state: "right" | "wrong" | "new" = tries.some(({ is_right }) => is_right) ? "right" : tries.length ? "wrong" : "new";
    return { slide, state };
  });
}
