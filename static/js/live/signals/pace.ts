/** Pace signals as they fade. Numbers in, numbers out; no DOM, no words. */

import type { PaceGroup } from "../../room/engine/wire.ts";

interface PaceNow {
  /** whose signal has not faded */
  count: number;
  /** what is left of them: a signal halves every minute */
  weight: number;
  /** those that may be told apart */
  languages: [language: string, count: number][];
}

const HALF_MS = 60_000;
export const FADED_MS = 180_000;

/** @param now ms */
export function paceNow(groups: PaceGroup[] | undefined = [], now: number): PaceNow {
  let weight = 0;
  const counts: [string, number][] = groups.map(({ language, times }) => {
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

/**
 * Whether a signal that was sent at this second still shows.
 * @param now ms
 */
export function isFresh(at: number | null | undefined, now: number) {
  return typeof at === "number" && now - at * 1000 < FADED_MS;
}
