/** Lists the kinds of polls that need more than checkboxes and radio buttons, each with its form. */

import type { PollKind } from "../../../room/engine/types.ts";
import type { Kind } from "../kinds.ts";
import { MATCHING, SORTING } from "./paired.ts";
import { POINTS } from "./points.ts";
import { RANKING } from "./ranking.ts";
import { CLOUD, NUMERIC, TEXT } from "./written.ts";

/** The kinds that checkboxes or radio buttons can answer. */
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
