/** Adds still pictures to the console: of the presenter, and of the screen. */

import type { OnConsole } from "../../room/engine/hooks.ts";
import { mountStillsBar } from "./bar.ts";
import { pictureMoment } from "./moment.ts";

export const stills: OnConsole = {
  moment: pictureMoment,
  start: (lectern) => {
    const element = document.getElementById("stills");
    if (element && lectern.may("still.remove")) mountStillsBar(element, lectern);
  },
};
