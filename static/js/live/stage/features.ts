/** Lists the features of the projector: the `OnStage` objects of room/engine/hooks.ts. */

import { timing } from "../timing/stage.ts";
import { captions } from "../captions/stage.ts";
import { questions } from "../questions/stage.ts";
import { groups } from "../groups/stage.ts";
import { stills } from "../stills/stage.ts";
import type { OnStage } from "../../room/engine/hooks.ts";

export const FEATURES: OnStage[] = [timing, captions, questions, groups, stills];
