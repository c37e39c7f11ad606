// @ts-check
/** Which message was read last, on this device. No DOM. */

/** @typedef {import("../live/wire.ts").ChatMessageView} Message */

/**
 * @param {import("../lib/storage.js").Shelf} shelf
 * @param {string} owner room and member
 */
export function createUnread(shelf, owner) {
  const key = `webinar.read.${owner}`;
  let read = Number(shelf.getItem(key)) || 0;

  return {
    get last() {
      return read;
    },
    /** @param {number} id */
    mark(id) {
      if (id <= read) return;
      read = id;
      shelf.setItem(key, String(id));
    },
    /**
     * How many of these were written by others since.
     * @param {Message[]} messages
     * @param {number} me
     */
    count: (messages, me) =>
      messages.filter(({ id, member, removed }) => id > read && member !== me && !removed).length,
  };
}

/** @typedef {ReturnType<typeof createUnread>} Unread */
