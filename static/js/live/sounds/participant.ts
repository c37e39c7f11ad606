/** Adds the switch of the chime to a participant's room. */

import type { InRoom } from "../../room/engine/hooks.ts";
import { loadChime } from "./loader.ts";

export const sounds: InRoom = {
  mounts: { "sounds/chime": (element, room) => loadChime(element.firstElementChild as HTMLInputElement, room) },
};
