/** Collects the scenes that features bring to the projector. */

import type { Words } from "../../kit/words.ts";
import type { Scene } from "../../room/engine/hooks.ts";
import type { State } from "../../room/engine/store.ts";
import type { Deck } from "../../room/engine/types.ts";
import { FEATURES } from "./features.ts";
import type { WordsIn } from "./words.ts";

/** The scenes that hosts can show instead of the slide, by kind. */
export const SCENES: Record<string, Scene> = Object.assign({}, ...FEATURES.map(({ scenes }) => scenes));

const TAKEOVERS = FEATURES.flatMap(({ takeover = [] }) => takeover);
export const OVERLAYS = FEATURES.flatMap(({ overlay = [] }) => overlay);
export const LANES = FEATURES.flatMap(({ lane = [] }) => lane);

/** Returns what takes the whole stage now, such as a break, or undefined. */
export function takeover(state: State, ...context: [deck: Deck, words: Words, now: number, wordsIn: WordsIn]): unknown {
  if (state.room.state !== "live") return undefined;
  return TAKEOVERS.map((draw) => draw(state, ...context)).find((drawn) => drawn !== undefined);
}
