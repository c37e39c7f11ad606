/** Mounts what the participant's room itself has after the first screen: its end, and the text size. */

import type { InRoom } from "../engine/hooks.ts";
import { mountEnded } from "./ended_page.ts";
import { mountTextSize } from "./text_size.ts";

export const rooms: InRoom = { mounts: { "rooms/ended": mountEnded, "rooms/text_size": mountTextSize } };
