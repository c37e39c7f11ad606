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
 * Whether a poll that was closed by mistake may take answers again: nobody has seen its result, and an anonymous
 * poll had too few answers for hosts to see it either.
 */
export function mayBeReopened(polls: readonly PollView[], poll: PollView) {
  const isAskedAgain = polls.some(({ first }) => first === poll.poll);
  return poll.state === "closed" && !isAskedAgain && (!poll.anonymous || poll.figures?.few === true);
}
