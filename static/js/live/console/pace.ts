/** Compares a running session's clock with its plan. Numbers in, numbers out; no DOM, no words. */

import { digits } from "../../kit/digits.ts";

/** A session, or one module of it: the slides from `first` up to, not including, `end`. */
export interface Stretch {
  first: number;
  end: number;
  /** The present slide. */
  slide: number;
  /** The planned minutes of each slide of the session. */
  minutes?: number[];
  /** The slides that are hidden. */
  hidden?: number[];
  /** The slides at which the session has been. */
  seen: ReadonlySet<number>;
}

export const MINUTE_MS = 60_000;

/**
 * Returns the milliseconds since the start, or null before it. The clock of an ended session stands.
 * @param now milliseconds, by the server's clock
 */
export function elapsedOf({ started_at, ended_at }: { started_at: string | null; ended_at: string | null }, now: number) {
  if (started_at === null) return null;
  return Math.max(0, (ended_at === null ? now : Date.parse(ended_at)) - Date.parse(started_at));
}

/**
 * Returns how many whole minutes the stretch is behind its plan: negative when ahead, 0 when on it. Returns null if
 * its slides were not taken in order, as the plan does not know then what is still to come.
 *
 * The plan is an order of slides, each with its share of the time: the share that its author planned; without a plan
 * all shares are equal. The stretch stands at the furthest slide at which the session has been in it, so that looking
 * back puts nothing back. It was taken in order if the session has been at each slide before that one. A slide that
 * was passed over leaves open whether it comes later; one that is hidden does not.
 *
 * A slide's whole share counts as "on plan", so that the words do not flicker during one slide.
 *
 * A hidden slide takes no time. Its share is free for whoever is late: the session is behind if the slides that
 * are left would end after the planned end. It is ahead only if it is so with its whole length shared among the
 * slides that are shown; otherwise a session of which a module was hidden would begin "ahead".
 * @param elapsed milliseconds spent in the stretch
 * @param planned milliseconds planned for all its slides, with those that are hidden
 */
export function behindOf(stretch: Stretch, elapsed: number, planned: number): number | null {
  const furthest = furthestInOrder(stretch);
  if (furthest === null) return null;
  const { before, after, shown, all } = weigh(stretch, furthest);
  const late = elapsed - planned * (1 - after / all);
  const early = planned * (before / shown) - elapsed;
  const behind = late > 0 ? Math.floor(late / MINUTE_MS) : early > 0 ? -Math.floor(early / MINUTE_MS) : 0;
  return behind === 0 ? 0 : behind;
}

function isShown({ slide, hidden = [] }: Stretch, number: number) {
  return number === slide || !hidden.includes(number);
}

function numbersOf({ first, end }: Stretch) {
  return Array.from({ length: end - first }, (_, place) => first + place);
}

/** Returns the furthest slide at which the session has been, or null if one before it was passed over. */
function furthestInOrder(stretch: Stretch): number | null {
  const { slide, seen } = stretch;
  const hasBeen = (number: number) => number === slide || seen.has(number);
  const shown = numbersOf(stretch).filter((number) => isShown(stretch, number));
  const furthest = Math.max(slide, ...shown.filter(hasBeen));
  return shown.every((number) => number > furthest || hasBeen(number)) ? furthest : null;
}

/**
 * Adds up the planned minutes, or the slides if none has minutes: those shown before and after the slide at which the
 * stretch stands, all that are shown, and all.
 */
function weigh(stretch: Stretch, furthest: number) {
  const { minutes = [] } = stretch;
  const numbers = numbersOf(stretch);
  const isPlanned = numbers.some((number) => (minutes[number] ?? 0) > 0);
  const weightOf = (number: number) => (isPlanned ? (minutes[number] ?? 0) : 1);
  const sum = (some: number[]) => some.reduce((total, number) => total + weightOf(number), 0);
  const shown = numbers.filter((number) => isShown(stretch, number));
  return {
    before: sum(shown.filter((number) => number < furthest)),
    after: sum(shown.filter((number) => number > furthest)),
    shown: sum(shown) || 1,
    all: sum(numbers) || 1,
  };
}

/**
 * Writes the hours, minutes and seconds of a time span.
 * @param spanMs the time span
 */
export function clockText(spanMs: number, locale: string) {
  const seconds = Math.max(0, Math.floor(spanMs / 1000));
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return parts.map((part) => digits(part, 2, locale)).join(":");
}

/** Writes the minutes and seconds since a moment: how long a poll has been open. */
export function openFor(since: string, now: number, locale: string) {
  const seconds = Math.max(0, Math.floor((now - Date.parse(since)) / 1000));
  return `${digits(Math.floor(seconds / 60), 2, locale)}:${digits(seconds % 60, 2, locale)}`;
}
