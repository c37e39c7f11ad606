/** Computes pace signals as they fade. Numbers in, numbers out; no DOM, no words. */

import type { PaceGroup } from "../../room/engine/wire.ts";

interface PaceNow {
  /** How many people's signals have not faded. */
  count: number;
  /** The remaining weight of the signals: each halves every minute. */
  weight: number;
  /** The languages of groups that are large enough to be told apart. */
  languages: [language: string, count: number][];
}

const HALF_MS = 60_000;
export const FADED_MS = 180_000;

/** @param now in ms */
export function paceNow(groups: PaceGroup[] | undefined = [], now: number): PaceNow {
  let weight = 0;
  const counts: [string, number][] = groups.map(({ language, times }) => {
    let count = 0;
    for (const [second, n] of times) {
      const age = Math.max(0, now - second * 1000);
      if (age >= FADED_MS) continue;
      count += n;
      weight += n * 2 ** (-age / HALF_MS);
    }
    return [language, count];
  });
  return {
    count: counts.reduce((sum, [, count]) => sum + count, 0),
    weight,
    languages: counts.filter(([language, count]) => language !== "" && count > 0),
  };
}

/**
 * Returns whether a signal is still shown.
 * @param atSeconds the second at which it was sent
 * @param now in ms
 */
export function isFresh(atSeconds: number | null | undefined, now: number) {
  return typeof atSeconds === "number" && now - atSeconds * 1000 < FADED_MS;
}
