/**
 * Chooses what those who run a session hear. Presenters hear the floor, and an interpreter who speaks into their
 * language. Interpreters hear the floor, or another interpreter whom they have chosen as their source.
 */

import { shelf } from "../../kit/storage.ts";
import type { Room } from "../../room/engine/room.ts";
import { FLOOR } from "./channels.ts";
import { createHearing, type Hearing } from "./hearing.ts";

interface RelayOptions {
  isInterpreter: boolean;
  /** The language of the presenters. */
  presentation: string;
  /** Returns the channel in which this page itself speaks. */
  spoken: () => string | null;
}

export function createRelay(room: Room, { isInterpreter, presentation, spoken }: RelayOptions): Hearing {
  if (!isInterpreter) return createHearing(room, { own: presentation, spoken });
  const storage = shelf("localStorage");
  const key = `webinar.source.${room.state.room.code}`;
  const hearing = createHearing(room, { own: FLOOR, chosen: storage.getItem(key), spoken });
  const { choose } = hearing;
  hearing.choose = (channel) => {
    storage.setItem(key, channel);
    choose(channel);
  };
  return hearing;
}
