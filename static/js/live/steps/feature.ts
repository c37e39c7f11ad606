/** Keeps next steps on every page that has a room: their broadcasts, and how an answer waits. */

import type { Feature } from "../../room/engine/hooks.ts";
import { reduceSteps } from "./reduce.ts";

export const feature: Feature = {
  reduce: reduceSteps,
  newest: { "step.counts": "step", "step.reasons": "step", "step.shared_reasons": "step", "step.answered": "step" },
  about: { "step.answer": "step" },
  kept: ["step.answer", "step.propose"],
  echo: { "step.answer": "step.answered" },
};
