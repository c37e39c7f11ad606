// @ts-check
/** Which polls belong to which part of the programme. No DOM. */

import { partAt } from "../../slides/decks.js";

/** @typedef {Pick<import("../../live/types.js").Snapshot, "room" | "plan">} State */
/** @typedef {Pick<import("../../live/types.js").PollView, "slide">} PollPlace */

/**
 * A pre-test's answers are not shown: the same items come back at the end.
 * @param {State} state
 * @param {PollPlace} poll
 */
export function isKept({ room, plan }, { slide }) {
  return slide !== null && (plan?.parts[partAt(room.parts, slide)]?.keeps_answers ?? false);
}

/**
 * Whether the poll belongs to the part that is presented; what was made on the spot always does.
 * @param {State} state
 * @param {PollPlace} poll
 */
export function isOfThisPart({ room }, { slide }) {
  return slide === null || partAt(room.parts, slide) === partAt(room.parts, room.slide);
}
