// @ts-check
/** What somebody has written and the server has not acknowledged yet. No DOM. */

/** @typedef {import("./keep.js").Entry} Entry */

/** How often its text had been told when a command was first seen. @type {WeakMap<Entry, number>} */
const before = new WeakMap();

/**
 * What is to be shown as on its way. The server tells what came of a command before it acknowledges
 * it; between the two, which may be long on a link that drops, its text would stand there twice.
 *
 * @param {readonly Entry[]} waiting
 * @param {string[]} commands
 * @param {(string | undefined)[]} told texts that the server has told; it writes them on one line
 */
export function underWay(waiting, commands, told) {
  return waiting.filter((entry) => {
    if (!commands.includes(entry.command)) return false;
    const text = entry.fields.text.replace(/\s+/g, " ");
    const count = told.filter((one) => one === text).length;
    if (!before.has(entry)) before.set(entry, count);
    return count === before.get(entry);
  });
}
