/** The names of a poll's states on the console. No DOM. */

import { msg, type Msg } from "../../../kit/words.ts";
import type { PollView } from "../../../room/engine/types.ts";

export const STATE_NAMES: Record<PollView["state"], Msg> = {
  draft: msg("Not opened yet"),
  open: msg("Open"),
  closed: msg("Closed"),
  revealed: msg("Results shown"),
};
