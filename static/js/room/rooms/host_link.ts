/** Says the states of a host's link in words. Unlike a participant's, they do not promise that answers are kept. */

import { msg, type Msg } from "../../kit/words.ts";
import type { Connection } from "../engine/room.ts";

export const HOST_LINK: Record<Connection, Msg> = {
  connecting: msg("Connecting…"),
  connected: msg("Connected"),
  reconnecting: msg("Reconnecting…"),
  offline: msg("You are offline"),
  ended: msg("The session has ended"),
  refused: msg("This page is no longer connected. Open it again."),
};

/** Says in short, beside buttons that need the link, why they are off; nothing while they work, or after the end. */
export const LINK_LACKS: Record<Connection, Msg | undefined> = {
  connecting: msg("Connecting…"),
  connected: undefined,
  reconnecting: msg("Connecting…"),
  offline: msg("No connection"),
  ended: undefined,
  refused: msg("Not connected"),
};
