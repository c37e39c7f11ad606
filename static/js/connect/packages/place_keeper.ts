/** Keeps the learner's slide and reading language in a package as soon as either changes. */

import type { Progress } from "../../learn/player/progress.ts";
import type { Recorder } from "../../learn/player/types.ts";

/**
 * @param progress returns the current progress
 * @param keep stores the progress after a change
 */
export function createPlaceKeeper(progress: () => Progress, keep: () => void): Pick<Recorder, "place" | "language"> {
  const put = (change: { slide?: string; language?: string }) => {
    progress().place(change);
    keep();
  };
  return { place: (slide) => put({ slide }), language: (tag) => put({ language: tag }) };
}
