/** Where one is in a package, and in which language one reads: kept as soon as it is told. */

import type { Progress } from "../../learn/player/progress.ts";
import type { Recorder } from "../../learn/player/types.ts";

/** @param progress the one of now */
export function placing(progress: () => Progress, keep: () => void): Pick<Recorder, "place" | "language"> {
  const put = (now: { slide?: string; language?: string }) => {
    progress().place(now);
    keep();
  };
  return { place: (slide) => put({ slide }), language: (tag) => put({ language: tag }) };
}
