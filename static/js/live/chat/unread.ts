/** Remembers which message was read last on this device. No DOM. */

import type { Shelf } from "../../kit/storage.ts";
import type { ChatMessageView as Message } from "../../room/engine/wire.ts";

/** @param owner the room and the member */
export function createUnread(shelf: Shelf, owner: string) {
  const key = `webinar.read.${owner}`;
  let lastRead = Number(shelf.getItem(key)) || 0;

  return {
    get last() {
      return lastRead;
    },
    mark(id: number) {
      if (id <= lastRead) return;
      lastRead = id;
      shelf.setItem(key, String(id));
    },
    /** Returns how many of these messages others have written since. */
    count: (messages: Message[], me: number) =>
      messages.filter(({ id, member, removed }) => id > lastRead && member !== me && !removed).length,
  };
}
