// @ts-check
/** A running session's clock against its plan. Numbers in, numbers out; no DOM, no words. */

import { digits } from "../lib/digits.js";

/**
 * @typedef {object} Plan
 * @property {string | null} started_at
 * @property {string | null} ended_at
 * @property {number} planned_minutes
 * @property {number} slide
 * @property {number} slides
 * @property {number[]} [minutes] planned for each slide
 *
 * @typedef {object} Pace
 * @property {number} elapsed  milliseconds since the start
 * @property {number} planned  milliseconds that the session should take
 * @property {number} behind  whole minutes behind the plan; negative when ahead, 0 when on it
 */

const MINUTE = 60_000;

/**
 * Where the session stands, or null before it has started.
 *
 * Each slide has the share of the session's time that its author planned for it, or the same as
 * every other where nothing is planned. A slide's whole share counts as "on plan", so that the words
 * do not flicker during one slide.
 *
 * @param {Plan} plan
 * @param {number} now  milliseconds, by the server's clock
 * @returns {Pace | null}
 */
export function paceOf(plan, now) {
  if (plan.started_at === null) return null;
  const end = plan.ended_at === null ? now : Date.parse(plan.ended_at);
  const elapsed = Math.max(0, end - Date.parse(plan.started_at));
  const planned = plan.planned_minutes * MINUTE;
  const late = elapsed - planned * shareBefore(plan, plan.slide + 1);
  const early = planned * shareBefore(plan, plan.slide) - elapsed;
  const behind = late > 0 ? Math.floor(late / MINUTE) : early > 0 ? -Math.floor(early / MINUTE) : 0;
  return { elapsed, planned, behind: behind === 0 ? 0 : behind };
}

/** The share of the time that the slides before this one have. @param {Plan} plan @param {number} slide */
function shareBefore({ minutes = [], slides }, slide) {
  const sum = (/** @type {number[]} */ some) => some.reduce((all, one) => all + one, 0);
  const all = sum(minutes);
  return all > 0 ? sum(minutes.slice(0, slide)) / all : slide / Math.max(1, slides);
}

/**
 * Hours, minutes and seconds of a span.
 *
 * @param {number} span  milliseconds
 * @param {string} locale
 */
export function clockText(span, locale) {
  const total = Math.max(0, Math.floor(span / 1000));
  const parts = [Math.floor(total / 3600), Math.floor(total / 60) % 60, total % 60];
  return parts.map((part) => digits(part, 2, locale)).join(":");
}

/**
 * Minutes and seconds since an instant: how long a poll is open.
 *
 * @param {string} since
 * @param {number} now
 * @param {string} locale
 */
export function openFor(since, now, locale) {
  const total = Math.max(0, Math.floor((now - Date.parse(since)) / 1000));
  return `${digits(Math.floor(total / 60), 2, locale)}:${digits(total % 60, 2, locale)}`;
}
