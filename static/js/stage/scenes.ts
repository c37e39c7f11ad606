// @ts-check
/** What features bring to the projector. */

import { FEATURES } from "./features.js";

/** @typedef {import("../live/hooks.js").Draw} Draw */

/** By the kind that hosts bring to the stage instead of the slide. @type {Record<string, import("../live/hooks.js").Scene>} */
export const SCENES = Object.assign({}, ...FEATURES.map(({ scenes }) => scenes));

const TAKEOVERS = FEATURES.flatMap(({ takeover = [] }) => takeover);
export const OVERLAYS = FEATURES.flatMap(({ overlay = [] }) => overlay);
export const LANES = FEATURES.flatMap(({ lane = [] }) => lane);

/** @type {Draw} */
export function takeover(state, ...more) {
  if (state.room.state !== "live") return undefined;
  return TAKEOVERS.map((draw) => draw(state, ...more)).find((drawn) => drawn !== undefined);
}
