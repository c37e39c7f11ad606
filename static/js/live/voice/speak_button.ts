/** Draws the button that begins to speak. If it takes the channel from somebody, the first press asks. */

import { html } from "lit-html";

import { msg } from "../../kit/words.ts";
import type { Lectern } from "../console/lectern.ts";

interface Begun {
  /** The speaker asks to be followed: one press is enough. */
  isOffered: boolean;
  /** The button was pressed once. */
  isAsked: boolean;
  isLoading: boolean;
}

export function speakButton({ words, isReady }: Lectern, { isOffered, isAsked, isLoading }: Begun, press: () => void) {
  const label = isAsked ? msg("Press again to speak") : isOffered ? msg("Take over") : msg("Speak");
  return html`<button type="button" class="button ${isAsked ? "stop" : ""}" aria-disabled=${String(!isReady || isLoading)} @click=${press}>${words.say(label)}</button>`;
}
