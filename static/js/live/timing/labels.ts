/** Names the activities that have a countdown, in the order of the console's list. No DOM. */

import { msg, msgIn, type Msg } from "../../kit/words.ts";

export const LABELS: Record<string, Msg> = {
  group_work: msg("Group work"),
  discussion: msg("Discussion"),
  exercise: msg("Exercise"),
  reading: msgIn("an activity", "Reading"),
  writing: msgIn("an activity", "Writing"),
};
