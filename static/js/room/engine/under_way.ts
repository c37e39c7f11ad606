/** What somebody has written and the server has not acknowledged yet. No DOM. */

import type { Entry } from "./keep.ts";

/** How often its text had been told when a command was first seen. */
const before = new WeakMap<Entry, number>();

/**
 * What is to be shown as on its way. The server tells what came of a command before it acknowledges
 * it; between the two, which may be long on a link that drops, its text would stand there twice.
 *
 * @param told texts that the server has told; it writes them on one line
 */
export function underWay(waiting: readonly Entry[], commands: string[], told: (string | undefined)[]) {
  return waiting.filter((entry) => {
    if (!commands.includes(entry.command)) return false;
    const text = entry.fields.text.replace(/\s+/g, " ");
    const count = told.filter((one) => one === text).length;
    if (!before.has(entry)) before.set(entry, count);
    return count === before.get(entry);
  });
}
