/** Lists the features that the store and the outbox of every page know: the `Feature` objects of hooks.ts. */

import { feature as presence } from "../../live/presence/feature.ts";
import { feature as rooms } from "../rooms/feature.ts";
import { feature as slides } from "../../live/slides/feature.ts";
import { feature as polls } from "../../live/polls/feature.ts";
import { feature as steps } from "../../live/steps/feature.ts";
import type { Feature } from "./hooks.ts";

export const FEATURES: Feature[] = [presence, rooms, slides, polls, steps];
