/** Keeps the people who are here, for members who may see them. Pure. */

import type { Feature } from "../../room/engine/hooks.ts";

export const feature: Feature = {
  reduce: { "room.people": (_state, { people }) => ({ people }) },
  newest: { "room.people": "" },
};
