// @ts-check
/** What the chat is in a participant's room: a place while it is switched on. */

import { shelf } from "../lib/storage.js";
import { isRead, mountChat } from "./chat.js";
import { createHistory } from "./history.js";

/** How many messages are unread, once there is something to count. */
let count = () => 0;

/** @type {import("../live/hooks.js").InRoom} */
export const chat = {
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
