/**
 * Computes the result that a package reports to its platform: how much is done, and whether enough answers are
 * right.
 */

import type { Progress } from "../../learn/player/progress.ts";
import type { Pack } from "../../learn/player/types.ts";

export interface Standing {
  /** The share of the slides that are done, from 0 to 1. */
  share: number;
  /** Whether nothing is left to do. */
  isDone: boolean;
  /** The percentage of quizzes that were right at least once, rounded down; null if there are none. */
  percent: number | null;
  /** Null if there are no quizzes. */
  isPassed: boolean | null;
}

/** @param passMark the percentage of quizzes to get right */
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
