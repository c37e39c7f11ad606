/** The scenes that features bring to the projector. */

import type { Words } from "../../kit/words.ts";
import type { Scene } from "../../room/engine/hooks.ts";
import type { State } from "../../room/engine/store.ts";
import type { Deck } from "../../room/engine/types.ts";
import { FEATURES } from "./features.ts";
import type { WordsIn } from "./words.ts";

/** By the kind that hosts bring to the stage instead of the slide. */
export const SCENES: Record<string, Scene> = Object.assign({}, ...FEATURES.map(({ scenes }) => scenes));

const TAKEOVERS = FEATURES.flatMap(({ takeover = [] }) => takeover);
export const OVERLAYS = FEATURES.flatMap(({ overlay = [] }) => overlay);
export const LANES = FEATURES.flatMap(({ lane = [] }) => lane);

export function takeover(state: State, ...more: [deck: Deck, words: Words, now: number, wordsIn: WordsIn]): unknown {
  if (state.room.state !== "live") return undefined;
  return TAKEOVERS.map((draw) => draw(state, ...more)).find((drawn) => drawn !== undefined);
}
