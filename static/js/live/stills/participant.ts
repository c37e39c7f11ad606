/** Loads the pictures of a session once there is one. */

import type { InRoom } from "../../room/engine/hooks.ts";
import { startLate } from "../../room/rooms/late_start.ts";

export const stills: InRoom = { start: startLate("stills", (state) => state.stills) };
