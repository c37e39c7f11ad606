/** Names a poll's kinds and states on the console. No DOM. */

import { msg, type Msg } from "../../../kit/words.ts";
import type { PollKind, PollView } from "../../../room/engine/types.ts";

export const KIND_NAMES: Record<PollKind, Msg> = {
  single: msg("Select one"),
  several: msg("Select all that apply"),
  scale: msg("Scale"),
  ranking: msg("Ranking"),
  points: msg("Points"),
  numeric: msg("Number"),
  text: msg("Open text"),
  cloud: msg("Word cloud"),
  matching: msg("Matching"),
  sorting: msg("Sorting into groups"),
};

export const STATE_NAMES: Record<PollView["state"], Msg> = {
  draft: msg("Not opened yet"),
  open: msg("Open"),
  closed: msg("Closed"),
  revealed: msg("Results shown"),
};
