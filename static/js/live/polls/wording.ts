/**
 * Finds the words of a poll for one reader: from the deck, or from the poll if it was made during the session.
 * No DOM.
 */

import { pickText } from "../../kit/texts.ts";
import type { Deck, PollView } from "../../room/engine/types.ts";

export type PollWords = { question: string; labels: Record<string, string>; language: string };

/**
 * @param deck in the reader's language
 * @returns null while the deck is on its way
 */
export function wordsOfPoll(poll: PollView, deck: Deck | null, language: string): PollWords | null {
  const found = pickText(poll.texts, language);
  if (found) return { ...found.text, language: found.language };
  // A second round has the words of the first.
  const asked = poll.first ?? poll.poll;
  return deck?.slides.find((slide) => slide?.poll?.poll === asked)?.poll ?? null;
}
