/** Keeps the call beside the session current in a participant's room. */

import type { InRoom } from "../engine/hooks.ts";
import type { Room } from "../engine/room.ts";
import { fillEntry } from "./entry.ts";

export const call: InRoom = { mounts: { "call/call": mountCall } };

function mountCall(element: HTMLElement, room: Room) {
  function draw() {
    const entry = room.state.call.entries[0];
    element.hidden = !entry;
    fillEntry(element, entry);
  }

  draw();
  return room.subscribe(draw);
}
