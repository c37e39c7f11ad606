// @ts-check
/** The features of the projector: `OnStage` of live/hooks.js. */

import { captions } from "../captions/stage.js";
import { groups } from "../groups/stage.js";
import { questions } from "../questions/stage.js";
import { timing } from "../timing/stage.js";

/** @type {import("../live/hooks.js").OnStage[]} */
export const FEATURES = [captions, groups, questions, timing];
