// @ts-check
/** Pace signals as they fade. Numbers in, numbers out; no DOM, no words. */

/** @typedef {import("../live/wire.ts").PaceGroup} PaceGroup */
/**
 * @typedef {object} PaceNow
 * @property {number} count whose signal has not faded
 * @property {number} weight what is left of them: a signal halves every minute
 * @property {[language: string, count: number][]} languages those that may be told apart
 */

const HALF_MS = 60_000;
export const FADED_MS = 180_000;

/**
 * @param {PaceGroup[] | undefined} groups
 * @param {number} now ms
 * @returns {PaceNow}
 */
export function paceNow(groups = [], now) {
  let weight = 0;
  /** @type {[string, number][]} */
  const counts = groups.map(({ language, times }) => {
    let count = 0;
    for (const [at, n] of times) {
      const age = Math.max(0, now - at * 1000);
      if (age >= FADED_MS) continue;
      count += n;
      weight += n * 2 ** (-age / HALF_MS);
    }
    return [language, count];
  });
  return {
    count: counts.reduce((all, [, count]) => all + count, 0),
    weight,
    languages: counts.filter(([language, count]) => language !== "" && count > 0),
  };
}

/** Whether a signal that was sent at this second still shows. @param {number | null | undefined} at @param {number} now ms */
export function isFresh(at, now) {
  return typeof at === "number" && now - at * 1000 < FADED_MS;
}
