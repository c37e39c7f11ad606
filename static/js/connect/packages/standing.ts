/** What a platform is told of somebody: how much is done, and whether enough of it is right. */

import type { Progress } from "../../learn/player/progress.ts";
import type { Pack } from "../../learn/player/types.ts";

export interface Standing {
  /** of the slides that are done, from 0 to 1 */
  share: number;
  /** whether nothing is left */
  isDone: boolean;
  /** of the quizzes that were right at least once, rounded down; null where there are none */
  percent: number | null;
  /** null where there are no quizzes */
  isPassed: boolean | null;
}

/** @param passMark percent of quizzes to get right */
export function standing(pack: Pack, progress: Progress, passMark: number): Standing {
  const { all, right } = progress.quizzes();
  const percent = all ? Math.floor((100 * right) / all) : null;
  return {
    share: pack.slides.length ? progress.doneCount() / pack.slides.length : 1,
    isDone: progress.isFinished(),
    percent,
    isPassed: percent === null ? null : percent >= passMark,
  };
}
