/** Adds the recording to the console. */

import type { OnConsole } from "../../room/engine/hooks.ts";
import { mountRecordingBar } from "./bar.ts";

export const recording: OnConsole = {
  start: (lectern) => {
    const element = document.getElementById("recording");
    if (element) mountRecordingBar(element, lectern);
  },
};
