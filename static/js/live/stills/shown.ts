/** Reads the pictures of a session from its state. */

import type { State } from "../../room/engine/store.ts";
import type { StillKind, StillView } from "../../room/engine/wire.ts";

/** Returns the picture of this kind that everybody sees now, or null. A screen is shown while the stage shows it. */
export function stillOf({ room, stage, stills }: State, kind: StillKind): StillView | null {
  const still = (room.state === "live" && stills?.[kind]) || null;
  return kind === "screen" && stage.key !== still?.key ? null : still;
}

export function addressOf({ key }: StillView): string {
  return `/stills/${key}`;
}
