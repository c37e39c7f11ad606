/**
 * All kinds of polls, and what the console and the stage need of them besides. Each module is one kind. The build
 * leaves out of a bundle the tables that it does not use.
 */

import type { PollKind } from "../../../room/engine/types.ts";
import * as cloud from "./cloud.ts";
import type { Hosted } from "./hosted.ts";
import type { Figures, Kind } from "./kind.ts";
import * as matching from "./matching.ts";
import * as numeric from "./numeric.ts";
import * as points from "./points.ts";
import * as ranking from "./ranking.ts";
import * as scale from "./scale.ts";
import * as several from "./several.ts";
import * as single from "./single.ts";
import * as sorting from "./sorting.ts";
import * as text from "./text.ts";

export const KINDS: Record<PollKind, Kind> = {
  single: single.kind,
  several: several.kind,
  scale: scale.kind,
  ranking: ranking.kind,
  points: points.kind,
  numeric: numeric.kind,
  text: text.kind,
  cloud: cloud.kind,
  matching: matching.kind,
  sorting: sorting.kind,
};

/** Bars show the results of all other kinds. */
export const FIGURES: Partial<Record<PollKind, Figures>> = {
  ranking: ranking.figures,
  points: points.figures,
  numeric: numeric.figures,
  text: text.figures,
  cloud: cloud.figures,
};

export const HOSTED: Record<PollKind, Hosted> = {
  single: single.hosted,
  several: several.hosted,
  scale: scale.hosted,
  ranking: ranking.hosted,
  points: points.hosted,
  numeric: numeric.hosted,
  text: text.hosted,
  cloud: cloud.hosted,
  matching: matching.hosted,
  sorting: sorting.hosted,
};
