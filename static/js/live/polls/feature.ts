/** Keeps polls on every page that has a room: their broadcasts, and how a vote waits. */

import type { Feature } from "../../room/engine/hooks.ts";
import { reducePolls } from "./reduce.ts";

export const feature: Feature = {
  reduce: reducePolls,
  newest: { "poll.tally": "poll", "poll.languages": "poll", "poll.voted": "poll" },
  about: { "poll.vote": "poll" },
  kept: ["poll.vote"],
  echo: { "poll.vote": "poll.voted" },
};
