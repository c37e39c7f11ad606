/** Names a poll's state on the console as phones and the stage show it. No DOM. */

import { msg, type Msg } from "../../../kit/words.ts";
import type { PollView } from "../../../room/engine/types.ts";

const STATE_NAMES: Record<PollView["state"], Msg> = {
  draft: msg("Not opened yet"),
  open: msg("Open"),
  closed: msg("Closed"),
  revealed: msg("Results shown"),
};

/** Returns the name of the poll's state. One with too few answers is shown to everybody, but has no result. */
export function stateName({ state, figures }: Pick<PollView, "state" | "figures">): Msg {
  return state === "revealed" && figures?.few !== undefined ? msg("Shown without a result") : STATE_NAMES[state];
}
