/** Remembers which message was read last on this device. No DOM. */

import type { Shelf } from "../../kit/storage.ts";
import type { ChatMessageView as Message } from "../../room/engine/wire.ts";

/** @param owner room and member */
export function createUnread(shelf: Shelf, owner: string) {
  const key = `webinar.read.${owner}`;
  let read = Number(shelf.getItem(key)) || 0;

  return {
    get last() {
      return read;
    },
    mark(id: number) {
      if (id <= read) return;
      read = id;
      shelf.setItem(key, String(id));
    },
    /** How many of these messages others have written since. */
    count: (messages: Message[], me: number) =>
      messages.filter(({ id, member, removed }) => id > read && member !== me && !removed).length,
  };
}
