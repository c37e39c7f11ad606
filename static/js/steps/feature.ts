// @ts-check
/** Next steps on every page that has a room: what is heard of them, and how an answer waits. */

import { reduceSteps } from "./reduce.js";

/** @type {import("../live/hooks.js").Feature} */
export const feature = {
  reduce: reduceSteps,
  newest: { "step.counts": "step", "step.reasons": "step", "step.shared_reasons": "step", "step.answered": "step" },
  about: { "step.answer": "step" },
  kept: ["step.answer", "step.propose"],
  echo: { "step.answer": "step.answered" },
};
