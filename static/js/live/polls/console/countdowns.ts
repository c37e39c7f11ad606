/** Keeps the countdown with which a poll will be opened: the author's, unless the presenter chose another. No DOM. */

import type { PollView } from "../../../room/engine/types.ts";

type Timed = Pick<PollView, "poll" | "seconds">;

const USUAL = [0, 30, 60, 120, 300];

const chosen = new Map<string, number>();

/** Returns the seconds to choose from, 0 for no countdown. */
export function countdowns({ seconds = 0 }: Timed) {
  return [...new Set([...USUAL, seconds])].sort((one, other) => one - other);
}

/** Returns the chosen seconds, or 0 for no countdown. */
export function countdownOf({ poll, seconds = 0 }: Timed): number {
  return chosen.get(poll) ?? seconds;
}

export function setCountdown({ poll }: Timed, seconds: number) {
  chosen.set(poll, seconds);
}
