// @ts-check
/** What a platform is told of somebody: how much is done, and whether enough of it is right. */

/** @typedef {import("../player/types.js").Pack} Pack */
/** @typedef {import("../player/progress.js").Progress} Progress */

/**
 * @typedef {object} Standing
 * @property {number} share of the slides that are done, from 0 to 1
 * @property {boolean} isDone whether nothing is left
 * @property {number | null} percent of the quizzes that were right at least once, rounded down;
 *   null where there are none
 * @property {boolean | null} isPassed null where there are no quizzes
 */

/**
 * @param {Pack} pack
 * @param {Progress} progress
 * @param {number} passMark percent of quizzes to get right
 * @returns {Standing}
 */
export function standing(pack, progress, passMark) {
  const { all, right } = progress.quizzes();
  const percent = all ? Math.floor((100 * right) / all) : null;
  return {
    share: pack.slides.length ? progress.doneCount() / pack.slides.length : 1,
    isDone: progress.isFinished(),
    percent,
    isPassed: percent === null ? null : percent >= passMark,
  };
}
