// @ts-check
/** What features bring to the projector, one line for each. */

import { captions } from "../captions/stage.js";
import { groupNote } from "../groups/stage.js";
import { questionScene } from "../questions/stage.js";
import { breakScene, countdownOverlay } from "../timing/stage.js";

/** @typedef {import("../live/room.js").Room["state"]} State */
/** @typedef {import("../live/types.js").Deck} Deck */
/** @typedef {import("../lib/words.js").Words} Words */
/**
 * What is drawn: `undefined` where there is nothing to show now. `words` are of the deck's language, `now`
 * is the server's time in ms.
 * @typedef {(state: State, deck: Deck, words: Words, now: number, wordsIn: import("./words.js").WordsIn) => unknown} Draw
 */

/** What a host brings to the stage instead of the slide, by its kind. @type {Record<string, Draw>} */
export const SCENES = {
  group_note: groupNote,
  question: questionScene,
};

/** What takes the whole stage by itself while it lasts, such as a break. @type {Draw[]} */
const TAKEOVERS = [
  breakScene,
];

/** What stands beside whatever is shown, such as a countdown. @type {Draw[]} */
export const OVERLAYS = [
  countdownOverlay,
];

/** The same, for each language of the stage. @type {Draw[]} */
export const OVERLAYS_BY_LANGUAGE = [
  captions,
];

/**
 * @param {State} state
 * @param {Deck} deck
 * @param {Words} words
 * @param {number} now
 * @param {import("./words.js").WordsIn} wordsIn
 */
export function takeover(state, deck, words, now, wordsIn) {
  if (state.room.state !== "live") return undefined;
  return TAKEOVERS.map((draw) => draw(state, deck, words, now, wordsIn)).find((drawn) => drawn !== undefined);
}
