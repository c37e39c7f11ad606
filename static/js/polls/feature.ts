// @ts-check
/** Polls on every page that has a room: what is heard of them, and how a vote waits. */

import { reducePolls } from "./reduce.js";

/** @type {import("../live/hooks.js").Feature} */
export const feature = {
  reduce: reducePolls,
  newest: { "poll.tally": "poll", "poll.languages": "poll", "poll.voted": "poll" },
  about: { "poll.vote": "poll" },
  kept: ["poll.vote"],
  echo: { "poll.vote": "poll.voted" },
};
