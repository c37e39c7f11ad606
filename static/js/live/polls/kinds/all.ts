/**
 * All kinds of polls. Written by python -m tools.wire_types.
 * The build leaves out of a bundle the tables that it does not use.
 */

import type { PollKind } from "../../../room/engine/types.ts";
import type { Hosted, Interaction } from "./hosted.ts";
import type { Figures, Kind } from "./kind.ts";
import * as single from "./single.ts";
import * as several from "./several.ts";
import * as scale from "./scale.ts";
import * as ranking from "./ranking.ts";
import * as points from "./points.ts";
import * as numeric from "./numeric.ts";
import * as text from "./text.ts";
import * as cloud from "./cloud.ts";
import * as matching from "./matching.ts";
import * as sorting from "./sorting.ts";
import * as reasoned from "./reasoned.ts";

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
  reasoned: reasoned.kind,
};

export const FIGURES: Record<PollKind, Figures | undefined> = {
  single: single.figures,
  several: several.figures,
  scale: scale.figures,
  ranking: ranking.figures,
  points: points.figures,
  numeric: numeric.figures,
  text: text.figures,
  cloud: cloud.figures,
  matching: matching.figures,
  sorting: sorting.figures,
  reasoned: reasoned.figures,
};

export const INTERACTIONS: Record<PollKind, Interaction> = {
  single: single.interaction,
  several: several.interaction,
  scale: scale.interaction,
  ranking: ranking.interaction,
  points: points.interaction,
  numeric: numeric.interaction,
  text: text.interaction,
  cloud: cloud.interaction,
  matching: matching.interaction,
  sorting: sorting.interaction,
  reasoned: reasoned.interaction,
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
  reasoned: reasoned.hosted,
};
