// @ts-check
/** Who is here, for those who may see it. Pure. */

/** @type {import("../live/hooks.js").Feature} */
export const feature = {
  reduce: { "room.people": (_state, { people }) => ({ people }) },
  newest: { "room.people": "" },
};
