// @ts-check
/** What group work is in a participant's room: a place while there is some, an offer, news. */

import { groupList, groupsOf } from "./parts.js";
import { mountGroups } from "./groups.js";

/** @param {any} state */
const isRunning = (state) => groupsOf(state).round?.state === "running";

/** @type {Set<string>} rounds whose place has been looked at */
const seen = new Set();

/** @type {import("../live/hooks.js").InRoom} */
export const groups = {
  mounts: { "groups/groups": mountGroups },
  place: {
    name: "groups",
    isShown: (state) => state.me.role === "participant" && Boolean(groupsOf(state).round),
  },
  offer: (state, { place }) => {
    if (!isRunning(state) || state.me.role !== "participant") return null;
    const round = String(groupsOf(state).round?.round);
    if (place === "groups") seen.add(round);
    return seen.has(round) ? null : { place: "groups", word: "groups.begun" };
  },
  teller: groupNews,
};

/** @type {import("../rooms/news.js").Teller} */
function groupNews(before, now) {
  /** @type {import("../rooms/news.js").News} */
  const news = [];
  if (isRunning(now.state) !== isRunning(before.state)) {
    news.push([isRunning(now.state) ? "groups.said_begun" : "groups.said_over", {}]);
  }
  const saidTo = (/** @type {any} */ state) => groupList(groupsOf(state))[0]?.said ?? [];
  const said = saidTo(now.state);
  const last = said[said.length - 1];
  if (last && last.text !== saidTo(before.state).slice(-1)[0]?.text) {
    news.push(["groups.said_message", { name: last.by, text: last.text }]);
  }
  return news;
}
