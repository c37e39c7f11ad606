/** Plays sound on a presenter's page while a participant has the floor, even if the presenter listened to nothing. */

import type { Hearing } from "./hearing.ts";

/**
 * Returns a function that is told whether a participant has the floor now. What plays is what the page would play
 * otherwise: the floor, or the interpreter who speaks into the presenters' language.
 */
export function createAskerHearing(hearing: Hearing): (isAsking: boolean) => void {
  let wasAsking = false;
  let wasOff = false;

  return (isAsking) => {
    if (isAsking === wasAsking) return;
    wasAsking = isAsking;
    if (isAsking) {
      wasOff = hearing.state === "off";
      hearing.listen();
    } else if (wasOff) hearing.stop();
  };
}
