/** Loads the pictures of a session once there is one, and leads to the one that is shown in place of the slide. */

import { msg } from "../../kit/words.ts";
import type { InRoom } from "../../room/engine/hooks.ts";
import { startLate } from "../../room/rooms/late_start.ts";
import { stillOf } from "./shown.ts";

export const stills: InRoom = {
  start: startLate("stills", (state) => state.stills),
  offer: (state, { place }) =>
    place !== "slides" && stillOf(state, "screen") ? { place: "slides", text: msg("A picture is shown to everybody. Look at it") } : null,
};
