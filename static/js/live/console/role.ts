/** Loads the right page for a member whose role has changed. */

import type { Room } from "../../room/engine/room.ts";

export function followRole(room: Room) {
  const firstRole = room.state.me.role;
  return room.subscribe(() => {
    // The server draws what the new role may do; the address leads to the right page.
    if (room.state.me.role !== firstRole && room.connection === "connected") location.reload();
  });
}
