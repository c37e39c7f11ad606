/** The result of a poll as bars. No DOM. */

import type { PollView } from "../../room/engine/types.ts";
import { isCell } from "./cells.ts";
import { kindOf } from "./kinds.ts";

export type Bar = { key: string; count: number; percent: number | null; correct: boolean; mine: boolean };

// With fewer answers a percentage would look more precise than it is, and might reveal individual choices.
const FEWEST_FOR_PERCENT = 5;

/**
 * One bar for each option, in their order. Pairs that nobody made are left out unless they are right. Shares are
 * of those who answered, so several choices may add up to more than 100.
 */
export function bars(poll: PollView): Bar[] {
  const { tally = {}, voters = 0, correct = [], mine } = poll;
  const all = poll.options.map((key) => {
    const count = tally[key] ?? 0;
    const percent = voters >= FEWEST_FOR_PERCENT ? Math.round((100 * count) / voters) : null;
    return { key, count, percent, correct: correct.includes(key), mine: mine?.includes(key) ?? false };
  });
  return all.filter(({ key, count, correct }) => count || correct || !isCell(key));
}

/**
 * The mean of a scale, whose keys are its values, to one decimal; null for other polls and while nobody has
 * answered.
 */
export function meanOf({ kind, tally = {} }: Pick<PollView, "kind" | "tally">) {
  const counts = Object.values(tally);
  const voters = counts.reduce((sum, count) => sum + count, 0);
  if (!kindOf({ kind }).hasMean || voters === 0) return null;
  const total = Object.entries(tally).reduce((sum, [point, count]) => sum + Number(point) * count, 0);
  return Math.round((10 * total) / voters) / 10;
}
