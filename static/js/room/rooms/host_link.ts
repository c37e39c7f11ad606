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
