/** Assigns polls to the parts of the programme. No DOM. */

import type { PollView, Snapshot } from "../../../room/engine/types.ts";
import { partAt } from "../../slides/decks.ts";

type State = Pick<Snapshot, "room" | "plan">;
type PollPlace = Pick<PollView, "slide">;

/** Returns whether the answers are never shown, as those of a pre-test: the same questions return at the end. */
export function isKept({ room, plan }: State, { slide }: PollPlace) {
  return slide !== null && (plan?.parts[partAt(room.parts, slide)]?.keeps_answers ?? false);
}

/** Returns whether the poll belongs to the part that is presented. A poll made during the session always does. */
export function isOfThisPart({ room }: State, { slide }: PollPlace) {
  return slide === null || partAt(room.parts, slide) === partAt(room.parts, room.slide);
}
