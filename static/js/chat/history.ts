// @ts-check
/** The messages that a host's screen holds: those of the snapshot, what is said, and earlier pages. */

import { createLog } from "../live/log.js";
import { createUnread } from "./unread.js";

/** @typedef {import("../live/wire.ts").ChatMessageView} Message */
/** @typedef {import("../live/room.js").Room} Room */

/**
 * @param {Room} room
 * @param {import("../lib/storage.js").Shelf} shelf
 * @param {() => void} changed
 */
export function createHistory(room, shelf, changed) {
  const unread = createUnread(shelf, `${room.state.room.code}.${room.state.me.member}`);
  const log = createLog(room, "chat", fetchSince, changed);
  let isAtStart = false;

  /** @param {number} since */
  async function fetchSince(since) {
    const answer = await room.ask("chat.page", { since });
    return answer?.ok ? { items: answer.messages, version: answer.version, reset: answer.reset } : null;
  }

  const messages = () =>
    /** @type {Message[]} */ (/** @type {unknown} */ (log.items)).sort((one, other) => one.id - other.id);

  return {
    messages,
    get hasEarlier() {
      return !isAtStart && (messages()[0]?.id ?? 1) > 1;
    },
    async fetchEarlier() {
      const answer = await room.ask("chat.page", { before: messages()[0]?.id ?? 0 });
      if (!answer?.ok) return;
      isAtStart = answer.messages.length === 0;
      log.put(answer.messages);
      changed();
    },
    /** Fetch what others may see and the snapshot does not hold. */
    want: log.want,
    get isThere() {
      return log.isThere;
    },
    unread: () => unread.count(messages(), room.state.me.member),
    /** Whether something came that this device has not shown. */
    get hasNews() {
      return room.state.chat.last > unread.last;
    },
    markRead: () => unread.mark(Math.max(0, ...messages().map(({ id }) => id))),
    close: log.close,
  };
}

/** @typedef {ReturnType<typeof createHistory>} History */
