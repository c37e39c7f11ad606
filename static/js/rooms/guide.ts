// @ts-check
/** What there is in a room, what is offered, what is said aloud: features add theirs. No DOM. */

import { attempt } from "../lib/attempt.js";

/** @typedef {import("../live/hooks.js").Offer} Offer */
/**
 * @typedef {object} Guide
 * @property {import("../live/hooks.js").Place[]} places
 * @property {Offer[]} offers the one that matters most first
 * @property {import("./news.js").Teller[]} tellers
 */

/**
 * What to offer now: one thing at a time.
 * @param {readonly Offer[]} offers
 * @param {import("../live/hooks.js").State} state
 * @param {import("../live/hooks.js").Where} where
 * @returns {ReturnType<Offer>}
 */
export function offerOf(offers, state, where) {
  for (const offer of offers) {
    const found = attempt(() => offer(state, where));
    if (found) return found;
  }
  return null;
}
