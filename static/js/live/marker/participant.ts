/** Loads what shows participants where the presenter is on a slide, once the presenter points, marks or reveals. */

import type { InRoom } from "../../room/engine/hooks.ts";
import { startLate } from "../../room/rooms/late_start.ts";

export const marker: InRoom = {
  start: startLate("marks", ({ pointer, marker, room }) => pointer?.spot || marker?.marks || room.revealed !== undefined),
};
