/** Words how long it is until something begins. No DOM. */

import { msg, type Msg } from "../../kit/words.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
// Up to these times people count in minutes and in hours.
const LONGEST_IN_MINUTES_MS = 90 * MINUTE_MS;
const LONGEST_IN_HOURS_MS = 36 * HOUR_MS;
// Within this time it is not worth while to do anything else.
const SOON_MS = 15 * MINUTE_MS;

/** A text and the number in it. */
interface Until {
  text: Msg;
  n: number;
  isSoon: boolean;
}

/** @param leftMs negative once it should have begun */
export function wordsUntil(leftMs: number): Until {
  const isSoon = leftMs <= SOON_MS;
  if (leftMs <= 0) return { text: msg("It should begin any moment: the presenter has not started it yet"), n: 0, isSoon };
  if (leftMs <= LONGEST_IN_MINUTES_MS)
    return { text: msg("in {n} minute", "in {n} minutes"), n: Math.ceil(leftMs / MINUTE_MS), isSoon };
  if (leftMs <= LONGEST_IN_HOURS_MS) return { text: msg("in {n} hour", "in {n} hours"), n: Math.round(leftMs / HOUR_MS), isSoon };
  return { text: msg("in {n} day", "in {n} days"), n: Math.round(leftMs / DAY_MS), isSoon };
}
