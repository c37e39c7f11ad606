/** Says the states of a participant's connection in words. */

import { msg, type Msg } from "../../kit/words.ts";
import type { Connection } from "../engine/room.ts";

export const CONNECTION: Record<Connection, Msg> = {
  connecting: msg("Connecting…"),
  connected: msg("Connected"),
  reconnecting: msg("Reconnecting, answers kept"),
  offline: msg("Offline, answers kept"),
  ended: msg("The session has ended"),
  refused: msg("Not connected"),
};
