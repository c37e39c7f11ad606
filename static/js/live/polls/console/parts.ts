/** Assigns polls to the parts of the programme. No DOM. */

import type { PollView, Snapshot } from "../../../room/engine/types.ts";
import { partAt } from "../../slides/decks.ts";
import { isHidden } from "../../slides/shown.ts";

type State = Pick<Snapshot, "room" | "plan" | "slides_hidden">;
type PollPlace = Pick<PollView, "slide">;

/** Returns whether the answers are never shown, as those of a pre-test: the same questions return at the end. */
export function isKept({ room, plan }: State, { slide }: PollPlace) {
  return slide !== null && (plan?.parts[partAt(room.parts, slide)]?.keeps_answers ?? false);
}

/** Returns whether a closed poll has no result that could be shown: it is kept back, or had too few answers. */
export function isSpent(state: State, poll: PollPlace & Pick<PollView, "figures">) {
  return isKept(state, poll) || poll.figures?.few !== undefined;
}

/** Returns whether the poll belongs to the part that is presented. A poll made during the session always does. */
export function isOfThisPart({ room }: State, { slide }: PollPlace) {
  return slide === null || partAt(room.parts, slide) === partAt(room.parts, room.slide);
}

/** Returns whether nobody will ask the poll today: its slide is hidden and not shown now, and it was never opened. */
export function isLeftOut(view: State, { slide, state }: PollPlace & Pick<PollView, "state">) {
  return state === "draft" && slide !== null && slide !== view.room.slide && isHidden(view, slide);
}
