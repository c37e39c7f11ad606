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
 * @param now milliseconds, by the server's clock
 */
export function paceOf(plan: Plan, now: number): Pace | null {
  if (plan.started_at === null) return null;
  const end = plan.ended_at === null ? now : Date.parse(plan.ended_at);
  const elapsed = Math.max(0, end - Date.parse(plan.started_at));
  const planned = plan.planned_minutes * MINUTE_MS;
  const late = elapsed - planned * shareBefore(plan, plan.slide + 1);
  const early = planned * shareBefore(plan, plan.slide) - elapsed;
  const behind = late > 0 ? Math.floor(late / MINUTE_MS) : early > 0 ? -Math.floor(early / MINUTE_MS) : 0;
  return { elapsed, planned, behind: behind === 0 ? 0 : behind };
}

/** Returns the share of the time that belongs to the slides before this one. */
function shareBefore({ minutes = [], slides }: Plan, slide: number) {
  const sum = (parts: number[]) => parts.reduce((total, part) => total + part, 0);
  const allMinutes = sum(minutes);
  return allMinutes > 0 ? sum(minutes.slice(0, slide)) / allMinutes : slide / Math.max(1, slides);
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
