/** Adds the chat to a participant's room: a place while it is switched on. */

import { shelf } from "../../kit/storage.ts";
import type { InRoom } from "../../room/engine/hooks.ts";
import { isRead, mountChat } from "./chat.ts";
import { createHistory } from "./history.ts";

/** Returns how many messages are unread, once the chat is mounted. */
let count = () => 0;

export const chat: InRoom = {
  mounts: {
    "chat/chat": (element, room, words, shared) => {
      const history = createHistory(room, shelf("localStorage"), () => shared.screen.redraw());
      // The numbers at the places are drawn before the place itself.
      count = () => (isRead(shared.screen) && history.markRead(), history.unread());
      return mountChat(element, room, words, { ...shared, history });
    },
  },
  place: {
    name: "chat",
    isShown: ({ chat }) => chat.mode !== "off",
    count: () => count(),
  },
};
