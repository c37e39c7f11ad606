/** Lists the reactions, in their order. Each picture stands beside its word. */

import { msgIn, type Msg } from "../../kit/words.ts";

type Counts = Readonly<Record<string, number>>;

const SHOWN_MS = 60_000;

/**
 * Counts the reactions of the last minute, from the totals that a page hears: a reaction is about its moment.
 * Those before the page was opened are never shown.
 */
export function createRecent() {
  const totals: [at: number, counts: Counts][] = [];
  return (counts: Counts, now: number) => {
    if (totals[totals.length - 1]?.[1] !== counts) totals.push([now, counts]);
    while (totals[1] && totals[1][0] <= now - SHOWN_MS) totals.shift();
    return (kind: string) => (counts[kind] ?? 0) - (totals[0]?.[1][kind] ?? 0);
  };
}

/** The pictures are drawn here because old phones lack some of the emoji. */
export const REACTIONS: [kind: string, path: string, name: Msg][] = [
  [
    "good",
    "M7 11v9H4v-9zM7 11l4-8c1.3 0 2 .8 2 2v4h4.5a2 2 0 012 2.3l-1 6.7a2 2 0 01-2 2H7",
    msgIn("reaction", "Good"),
  ],
  [
    "thanks",
    "M12 21a9 9 0 100-18 9 9 0 000 18zM8 14c1 1.7 2.4 2.5 4 2.5s3-.8 4-2.5M9 9.5v.1M15 9.5v.1",
    msgIn("reaction", "Thank you"),
  ],
  [
    "support",
    "M12 20s-8-4.6-8-10.5a4.2 4.2 0 018-2 4.2 4.2 0 018 2C20 15.4 12 20 12 20z",
    msgIn("reaction", "I support this"),
  ],
  [
    "new",
    "M9 18h6M10 21h4M12 3a6 6 0 00-3.6 10.8c.7.6 1.1 1.3 1.1 2.2h5c0-.9.4-1.6 1.1-2.2A6 6 0 0012 3z",
    msgIn("reaction", "New to me"),
  ],
];
