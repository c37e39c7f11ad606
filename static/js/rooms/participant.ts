// @ts-check
/** A participant's room itself, after the first screen: its end, the size of its text. */

import { mountEnded } from "./ended.js";
import { mountTextSize } from "./text_size.js";

/** @type {import("../live/hooks.js").InRoom} */
export const rooms = { mounts: { "rooms/ended": mountEnded, "rooms/text_size": mountTextSize } };
