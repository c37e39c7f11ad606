/** Mounts what the participant's room itself has after the first screen: its end, text size, further places. */

import type { InRoom } from "../engine/hooks.ts";
import { mountEnded } from "./ended_page.ts";
import { mountMore } from "./more_places.ts";
import { mountTextSize } from "./text_size.ts";

export const rooms: InRoom = {
  mounts: { "rooms/ended": mountEnded, "rooms/more": mountMore, "rooms/text_size": mountTextSize },
};
