// @ts-check
/** The words of a poll for one reader: from the deck, or from the poll if it was made on the spot. No DOM. */

import { pickText } from "../lib/texts.js";

/** @typedef {import("../live/types.js").PollView} PollView */
/** @typedef {import("../live/types.js").Deck} Deck */
/** @typedef {{ question: string, labels: Record<string, string>, language: string }} PollWords */

/**
 * @param {PollView} poll
 * @param {Deck | null} deck  in the reader's language
 * @param {string} language
 * @returns {PollWords | null} null while the deck is on its way
 */
export function wordsOfPoll(poll, deck, language) {
  const found = pickText(poll.texts, language);
  if (found) return { ...found.text, language: found.language };
  // A second round asks what the first has asked.
  const asked = poll.first ?? poll.poll;
  return deck?.slides.find((slide) => slide?.poll?.poll === asked)?.poll ?? null;
}
