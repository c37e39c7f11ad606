// @ts-check
/** The features of the projector: `OnStage` of live/hooks.js. */

import { timing } from "../timing/stage.js";
import { captions } from "../captions/stage.js";
import { questions } from "../questions/stage.js";
import { groups } from "../groups/stage.js";

/** @type {import("../live/hooks.js").OnStage[]} */
export const FEATURES = [timing, captions, questions, groups];
