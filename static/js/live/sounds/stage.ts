/** Adds the switches of the chime and of the music in breaks to the stage's controls. */

import { byId } from "../../kit/dom.ts";
import type { Room } from "../../room/engine/room.ts";
import { mountBreakMusic } from "./break_music.ts";
import { loadChime } from "./loader.ts";

export function mountStageSounds(room: Room) {
  const chime = byId("chime") as HTMLInputElement;
  const music = byId("break-music") as HTMLButtonElement;
  loadChime(chime, room);
  mountBreakMusic(music, room);
  // The controls stay while one of them has the focus. A mouse that has pressed one is done with it; a key counts no clicks.
  for (const control of [chime, music]) control.addEventListener("click", (event) => (event as MouseEvent).detail && control.blur());
}
