/** Selects the texts that this page has sent and the server has not acknowledged yet. No DOM. */

import type { Entry } from "./kept_commands.ts";

/** How often the same text had been broadcast when a command was first seen. */
const countsAtFirst = new WeakMap<Entry, number>();

/**
 * Returns the commands to show as on their way. The server broadcasts the result of a command before it
 * acknowledges the command. Between the two, which may be long on a link that drops, the text would otherwise
 * appear twice.
 *
 * @param broadcastTexts the texts that the server has broadcast; it writes each on one line
 */
export function underWay(waiting: readonly Entry[], commands: string[], broadcastTexts: (string | undefined)[]) {
  return waiting.filter((entry) => {
    if (!commands.includes(entry.command)) return false;
    const text = entry.fields.text.replace(/\s+/g, " ");
    const count = broadcastTexts.filter((broadcastText) => broadcastText === text).length;
    if (!countsAtFirst.has(entry)) countsAtFirst.set(entry, count);
    return count === countsAtFirst.get(entry);
  });
}
