// @ts-check
/** What there is in a room, what is offered, what is said aloud: features add theirs. No DOM. */

import { attempt } from "../lib/attempt.js";

/** @typedef {import("../live/room.js").Room["state"]} State */
/** @typedef {{place: string, shown: number}} Where the place and the slide that are looked at */
/**
 * @typedef {object} Place
 * @property {string} name the id of its section, and where its link at the foot leads
 * @property {(state: State) => number} [count] what stands at the link; nothing for 0
 * @property {(state: State) => boolean} [isShown] for a place that is there only at times
 *
 * @typedef {(state: State, where: Where) => {place: string, word: string} | null} Offer
 *   what waits for an answer and is not on the screen, and the key of its words
 *
 * @typedef {object} Guide
 * @property {Place[]} places
 * @property {Offer[]} offers the one that matters most first
 * @property {import("./news.js").Teller[]} tellers
 */

/**
 * What to offer now: one thing at a time.
 * @param {readonly Offer[]} offers
 * @param {State} state
 * @param {Where} where
 * @returns {ReturnType<Offer>}
 */
export function offerOf(offers, state, where) {
  for (const offer of offers) {
    const found = attempt(() => offer(state, where));
    if (found) return found;
  }
  return null;
}
