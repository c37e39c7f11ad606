// @ts-check
/** The features that the store and the outbox of every page know: `Feature` of hooks.js. */

import { feature as presence } from "../presence/feature.js";
import { feature as rooms } from "../rooms/feature.js";
import { feature as slides } from "../slides/feature.js";
import { feature as polls } from "../polls/feature.js";
import { feature as steps } from "../steps/feature.js";

/** @type {import("./hooks.js").Feature[]} */
export const FEATURES = [presence, rooms, slides, polls, steps];
