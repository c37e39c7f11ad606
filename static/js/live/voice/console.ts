/** Adds voice to the console: the presenters speak on the floor. */

import type { OnConsole } from "../../room/engine/hooks.ts";
import { FLOOR } from "./channels.ts";
import { mountVoiceBar } from "./bar.ts";

export const voice: OnConsole = {
  start: (lectern) => {
    const element = document.getElementById("voice");
    if (element) mountVoiceBar(element, lectern, lectern.may("voice.silence") ? FLOOR : null);
  },
};
