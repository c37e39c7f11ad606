// @ts-check
/** Who is given another role finds the page that goes with it. */

/** @param {import("../live/room.js").Room} room */
export function followRole(room) {
  const begun = room.state.me.role;
  return room.subscribe(() => {
    // What the new role may do is drawn by the server; the address leads to the right page.
    if (room.state.me.role !== begun && room.connection === "connected") location.reload();
  });
}
