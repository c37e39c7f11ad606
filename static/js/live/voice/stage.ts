/** Says on the projector who speaks. It stands outside the live region: screen readers are not told of each change. */

import { isolated } from "../../kit/texts.ts";
import type { Words } from "../../kit/words.ts";
import type { State } from "../../room/engine/store.ts";
import { channelOf, FLOOR } from "./channels.ts";

/** Returns who speaks on the floor, or "". */
export function speakerLine(state: State, words: Words): string {
  const { name } = channelOf(state, FLOOR);
  return name === null || state.room.state !== "live" ? "" : words.say("{name} is speaking", { name: isolated(name) });
}
