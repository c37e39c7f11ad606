/** Follows a session and says what its stage shows now: for the picture, and for the card beside it. No DOM. */

import type { Room } from "../../room/engine/room.ts";
import { firstFocus, nextFocus, sceneOf, type Scene } from "./scene.ts";

type Followed = Pick<Room, "state">;

const followed = new WeakMap<Followed, { state: Room["state"]; focus: ReturnType<typeof firstFocus> }>();

/** Returns the scene of now. To see each change, call it whenever the room's state has changed. */
export function sceneNow(room: Followed): Scene {
  const { state } = room;
  const last = followed.get(room);
  const focus = last ? nextFocus(last.state, state, last.focus) : firstFocus(state);
  followed.set(room, { state, focus });
  return sceneOf(state, focus);
}
