/** Compares a running session's clock with its plan. Numbers in, numbers out; no DOM, no words. */

import { digits } from "../../kit/digits.ts";

interface Plan {
  started_at: string | null;
  ended_at: string | null;
  planned_minutes: number;
  slide: number;
  slides: number;
  /** The planned minutes of each slide. */
  minutes?: number[];
  /** The slides that are hidden. */
  hidden?: number[];
}

interface Pace {
  /** Milliseconds since the start. */
  elapsed: number;
  /** The planned length of the session in milliseconds. */
  planned: number;
  /** Whole minutes behind the plan; negative when ahead, 0 when on it. */
  behind: number;
}

const MINUTE_MS = 60_000;

/**
 * Returns where the session stands, or null before it has started.
 *
 * Each slide has the share of the session's time that its author planned; without a plan all shares are equal.
 * A slide's whole share counts as "on plan", so that the words do not flicker during one slide.
 *
 * A hidden slide takes no time. Its share is free for whoever is late: the session is behind if the slides that
 * are left would end after the planned end. It is ahead only if it is so with its whole length shared among the
 * slides that are shown; otherwise a session of which a module was hidden would begin "ahead".
 * @param now milliseconds, by the server's clock
 */
export function paceOf(plan: Plan, now: number): Pace | null {
  if (plan.started_at === null) return null;
  const end = plan.ended_at === null ? now : Date.parse(plan.ended_at);
  const elapsed = Math.max(0, end - Date.parse(plan.started_at));
  const planned = plan.planned_minutes * MINUTE_MS;
  const { before, after, shown, all } = weigh(plan);
  const late = elapsed - planned * (1 - after / all);
  const early = planned * (before / shown) - elapsed;
  const behind = late > 0 ? Math.floor(late / MINUTE_MS) : early > 0 ? -Math.floor(early / MINUTE_MS) : 0;
  return { elapsed, planned, behind: behind === 0 ? 0 : behind };
}

/**
 * Adds up the planned minutes, or the slides if none has minutes: those shown before and after the present slide,
 * all that are shown, and all. The present slide counts as shown.
 */
function weigh({ minutes = [], slides, slide, hidden = [] }: Plan) {
  const isPlanned = minutes.some((planned) => planned > 0);
  const weights = Array.from({ length: slides }, (_, number) => (isPlanned ? (minutes[number] ?? 0) : 1));
  const shownWeights = weights.map((weight, number) => (number !== slide && hidden.includes(number) ? 0 : weight));
  const sum = (some: number[]) => some.reduce((total, weight) => total + weight, 0);
  const [before, after] = [sum(shownWeights.slice(0, slide)), sum(shownWeights.slice(slide + 1))];
  return { before, after, shown: sum(shownWeights) || 1, all: sum(weights) || 1 };
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
