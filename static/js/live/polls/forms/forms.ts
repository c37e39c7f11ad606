/** The kinds of polls that need more than checkboxes, each with its form. */

import type { PollKind } from "../../../room/engine/types.ts";
import type { Kind } from "../kinds.ts";
import { MATCHING, SORTING } from "./paired.ts";
import { POINTS } from "./points.ts";
import { RANKING } from "./ranking.ts";
import { CLOUD, NUMERIC, TEXT } from "./written.ts";

/** those that are answered by ticks */
type Ticked = "single" | "several" | "scale";

export const FORMS = {
  ranking: RANKING,
  points: POINTS,
  numeric: NUMERIC,
  text: TEXT,
  cloud: CLOUD,
  matching: MATCHING,
  sorting: SORTING,
} satisfies Record<Exclude<PollKind, Ticked>, Kind>;
