/** Which polls hosts may ask or open again. No DOM. */

import type { PollView } from "../../../room/engine/types.ts";
import { HOSTED } from "../kinds/all.ts";

/** Whether a second round of the poll can be asked for. */
export function mayBeAskedAgain(polls: readonly PollView[], poll: PollView) {
  const isOver = poll.state === "closed" || poll.state === "revealed";
  const { moderated = "reasons" } = HOSTED[poll.kind];
  return isOver && moderated === "reasons" && poll.round === undefined && !polls.some(({ first }) => first === poll.poll);
}

/**
 * Whether a poll that was closed by mistake may take answers again: nobody has seen its result. Hosts see that of an
 * anonymous poll once it is closed, unless it has too few answers; then it has none to show either.
 */
export function mayBeReopened(polls: readonly PollView[], poll: PollView) {
  const isAskedAgain = polls.some(({ first }) => first === poll.poll);
  if (isAskedAgain) return false;
  const isOver = poll.state === "closed" || poll.state === "revealed";
  return poll.anonymous ? isOver && poll.figures?.few !== undefined : poll.state === "closed";
}
