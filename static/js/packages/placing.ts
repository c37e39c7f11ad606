// @ts-check
/** Where one is in a package, and in which language one reads: kept as soon as it is told. */

/** @typedef {import("../player/progress.js").Progress} Progress */
/** @typedef {import("../player/types.js").Recorder} Recorder */

/**
 * @param {() => Progress} progress the one of now
 * @param {() => void} keep
 * @returns {Pick<Recorder, "place" | "language">}
 */
export function placing(progress, keep) {
  const put = (/** @type {{slide?: string, language?: string}} */ now) => {
    progress().place(now);
    keep();
  };
  return { place: (slide) => put({ slide }), language: (tag) => put({ language: tag }) };
}
