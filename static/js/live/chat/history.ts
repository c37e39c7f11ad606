/** Keeps the messages that a screen holds: those of the snapshot, new ones, and earlier pages. */

import type { Shelf } from "../../kit/storage.ts";
import { createLog } from "../../room/engine/log.ts";
import type { Room } from "../../room/engine/room.ts";
import type { ChatMessageView as Message } from "../../room/engine/wire.ts";
import { createUnread } from "./unread.ts";

export function createHistory(room: Room, shelf: Shelf, onChange: () => void) {
  const unread = createUnread(shelf, `${room.state.room.code}.${room.state.me.member}`);
  const log = createLog(room, "chat", fetchSince, onChange);
  let isAtStart = false;

  async function fetchSince(since: number) {
    const answer = await room.ask("chat.page", { since });
    return answer?.ok ? { items: answer.messages, version: answer.version, reset: answer.reset } : null;
  }

  const messages = () =>
    (log.items as unknown as Message[]).sort((a, b) => a.id - b.id);

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
      onChange();
    },
    /** Fetches the messages that the snapshot does not hold. */
    want: log.want,
    get isThere() {
      return log.isThere;
    },
    unread: () => unread.count(messages(), room.state.me.member),
    /** Whether there is a message that this device has not shown. */
    get hasNews() {
      return room.state.chat.last > unread.last;
    },
    markRead: () => unread.mark(Math.max(0, ...messages().map(({ id }) => id))),
    close: log.close,
  };
}

export type History = ReturnType<typeof createHistory>;
