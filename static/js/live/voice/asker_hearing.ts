/** Plays the channel in which a presenter speaks while a participant has it, and afterwards what was played before. */

import type { Hearing } from "./hearing.ts";

/**
 * Returns a function that is told whether a participant has the channel now.
 * @param channel the channel in which this page speaks; null if it does not
 */
export function createAskerHearing(hearing: Hearing, channel: string | null): (isAsking: boolean) => void {
  let wasAsking = false;
  let channelBefore: string | null = null;

  return (isAsking) => {
    if (isAsking === wasAsking || channel === null) return;
    wasAsking = isAsking;
    if (isAsking) {
      channelBefore = hearing.state === "off" ? null : hearing.channel;
      hearing.choose(channel);
      hearing.listen();
    } else if (channelBefore === null) hearing.stop();
    else hearing.choose(channelBefore);
  };
}
