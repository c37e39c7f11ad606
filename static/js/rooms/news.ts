// @ts-check
/** What has changed between two moments, in words for a screen reader. No DOM. */

import { attempt } from "../lib/attempt.js";
import { pickText } from "../lib/texts.js";

/** @typedef {import("../live/types.js").Snapshot} Snapshot */
/** @typedef {import("../live/types.js").Deck} Deck */
/** @typedef {import("../lib/words.js").Values} Values */
/** @typedef {{state: Snapshot, connection: string}} Moment */
/**
 * @typedef {object} Texts
 * @property {(slide: number) => string} titleOf
 * @property {(poll: string) => string} questionOf
 * @property {Deck | null} deck
 * @property {(poll: import("../live/types.js").PollView) => boolean} speaks whether its card is in sight, which
 *   says by itself what closing it means to its reader
 */
/** @typedef {Array<[string, Values]>} News keys of words and their values */
/** @typedef {(before: Moment, now: Moment, texts: Texts) => News} Teller */

/**
 * @param {readonly Teller[]} tellers
 * @param {Moment} before
 * @param {Moment} now
 * @param {Texts} texts
 * @returns {News}
 */
export function newsBetween(tellers, before, now, texts) {
  return tellers.flatMap((teller) => attempt(() => teller(before, now, texts)) ?? []);
}

/** @type {Teller} */
export function connectionNews(before, now) {
  // The first connection is what everyone expects.
  if (before.connection === now.connection || before.connection === "connecting") return [];
  return [[`connection.${now.connection}`, {}]];
}

/** @type {Teller} */
export function slideNews(before, now, { titleOf }) {
  const { slide } = now.state.room;
  return before.state.room.slide === slide ? [] : [["slide.said", { slide: slide + 1, title: titleOf(slide) }]];
}

/** @type {Record<string, string>} */
const POLL_WORDS = { open: "poll.said_open", closed: "poll.said_closed", revealed: "poll.said_revealed" };

/** @type {Teller} */
export function pollNews(before, now, { questionOf, speaks }) {
  const { polls, me } = now.state;
  return polls.flatMap((one) => {
    const { poll, first, state, texts } = one;
    const word = POLL_WORDS[state];
    const was = before.state.polls.find((other) => other.poll === poll)?.state;
    if (!word || was === state || (state === "closed" && speaks(one))) return [];
    // One that was made on the spot is on no slide.
    return [[word, { question: pickText(texts, me.language)?.text.question ?? questionOf(first ?? poll) }]];
  });
}
