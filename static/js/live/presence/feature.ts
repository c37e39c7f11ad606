/** Who is here, for those who may see it. Pure. */

import type { Feature } from "../../room/engine/hooks.ts";

export const feature: Feature = {
  reduce: { "room.people": (_state, { people }) => ({ people }) },
  newest: { "room.people": "" },
};
