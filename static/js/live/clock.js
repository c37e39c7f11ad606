// @ts-check
/** The server's time on this screen. */

/**
 * The clock of a laptop or a phone may be minutes off; each snapshot says what time it is on the server.
 *
 * @param {import("./room.js").Room} room
 * @returns {() => number} milliseconds since the epoch
 */
export function serverClock(room) {
  let said = room.state.now;
  let ahead = Date.parse(said) - Date.now();
  room.subscribe(() => {
    if (room.state.now === said) return;
    said = room.state.now;
    ahead = Date.parse(said) - Date.now();
  });
  return () => Date.now() + ahead;
}
