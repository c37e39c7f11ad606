/**
 * Says when questions come back whose first answer was wrong: the rules of `webinar/learn/repetition/schedule.py`.
 * No DOM.
 */

import type { Pack, PackSlide, Returning } from "./types.ts";
import type { Progress } from "./progress.ts";

// A question returns this many days after the wrong answer, then after each right one, and then no more.
const INTERVALS = [1, 3, 7];
const HOUR_MS = 3_600_000;
// A learner who studies past midnight has not slept yet: a new day begins at this hour.
const DAY_BEGINS_MS = 4 * HOUR_MS;

/** Returns the day, counted from 1970, to which this instant belongs for somebody who studies here. */
export function studyDay(ms: number) {
  const time = new Date(ms);
  const local = Date.UTC(time.getFullYear(), time.getMonth(), time.getDate(), time.getHours(), time.getMinutes());
  return Math.floor((local - DAY_BEGINS_MS) / (24 * HOUR_MS));
}

/** Moves a question to the next box after a right answer, and to the first one after a wrong one. */
export function afterRepeat({ box }: Returning, isRight: boolean, at: number): Returning {
  return { box: isRight ? box + 1 : 0, since: at };
}

/** Returns the days after which a question returns if the next answer is right; 0 if it does not return then. */
export function pauseAfter({ box }: Returning) {
  return INTERVALS[box + 1] ?? 0;
}

/** Returns the day from which a question is due as YYYY-MM-DD, or "" if it does not return. */
export function dueDay({ box, since }: Returning) {
  const days = INTERVALS[box];
  return days === undefined ? "" : dayOf(studyDay(since) + days);
}

const dayOf = (day: number) => new Date(day * 24 * HOUR_MS).toISOString().slice(0, 10);

/**
 * Lists the questions to repeat today, in the order of the course, and how many return on the next day.
 * @returns `day` as YYYY-MM-DD, "" if none returns later
 */
export function repetition(pack: Pack, progress: Progress, now = Date.now()): { due: PackSlide[]; day: string; count: number } {
  const today = studyDay(now);
  const due: PackSlide[] = [];
  const later: number[] = [];
  for (const slide of pack.slides) {
    const returning = slide.poll?.is_quiz && progress.returning(slide.id);
    const days = returning ? INTERVALS[returning.box] : undefined;
    if (!returning || days === undefined) continue;
    const day = studyDay(returning.since) + days;
    if (day <= today) due.push(slide);
    else later.push(day);
  }
  const next = Math.min(...later);
  const day = later.length ? dayOf(next) : "";
  return { due, day, count: later.filter((each) => each === next).length };
}
