/** Who is given another role finds the page that goes with it. */

import type { Room } from "../../room/engine/room.ts";

export function followRole(room: Room) {
  const begun = room.state.me.role;
  return room.subscribe(() => {
    // What the new role may do is drawn by the server; the address leads to the right page.
    if (room.state.me.role !== begun && room.connection === "connected") location.reload();
  });
}
