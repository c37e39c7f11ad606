/** Loads what rings the chime once its switch is on: most people never switch it on. */

import { importLate } from "../../kit/late_module.ts";
import { shelf } from "../../kit/storage.ts";
import type { Room } from "../../room/engine/room.ts";

export const CHIME = "webinar.chime";

/** @param box the switch; `data-script` is the address of the script. The page keeps it until it closes. */
export function loadChime(box: HTMLInputElement, room: Room) {
  const load = () =>
    importLate(box.dataset.script)
      .then(({ mountChime }) => mountChime(room, box))
      .catch(() => {
        box.checked = false;
        wait();
      });
  const wait = () => box.addEventListener("change", load, { once: true });
  // It may have been switched on before this script came.
  box.checked ||= shelf("localStorage").getItem(CHIME) !== null;
  if (box.checked) void load();
  else wait();
  return () => {};
}
