/** Puts the faults of a microphone into words. */

import { msg, type Msg } from "../../kit/words.ts";
import type { MicrophoneFault } from "./faults.ts";

export const FAULT_TEXTS: Record<MicrophoneFault, Msg> = {
  insecure: msg("Browsers give the microphone only to pages with https. You can listen here."),
  unsupported: msg("This browser cannot send sound. Use a newer Chrome, Edge, Firefox or Safari."),
  refused: msg("The microphone was not allowed. Allow it in the browser's settings for this page."),
  missing: msg("There is no microphone"),
  busy: msg("The microphone is used by another program"),
  unplugged: msg("The microphone was unplugged"),
  failed: msg("The microphone stopped working. Try again."),
};
