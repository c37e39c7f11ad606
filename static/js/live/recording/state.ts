/** Says in words whether the voice is recorded. */

import { msg, type Msg } from "../../kit/words.ts";
import type { Snapshot } from "../../room/engine/types.ts";

export const RECORDED = msg("The voice is recorded");
const TO_BE_RECORDED = msg("The voice will be recorded");

/** Returns what everybody must know now: that their voice is, or will be, recorded. */
export function warningOf({ recording, room }: Pick<Snapshot, "recording" | "room">): Msg | null {
  if (room.state === "live" && recording?.state === "on") return RECORDED;
  return room.state === "planned" && recording?.state === "soon" ? TO_BE_RECORDED : null;
}
