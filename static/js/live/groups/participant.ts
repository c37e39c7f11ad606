/** Adds group work to a participant's room: a place while there is some, an offer, news. */

import { msg } from "../../kit/words.ts";
import type { InRoom } from "../../room/engine/hooks.ts";
import type { Moment, News } from "../../room/rooms/news.ts";
import { groupList, groupsOf } from "./parts.ts";
import { mountGroups } from "./groups.ts";

const isRunning = (state: any) => groupsOf(state).round?.state === "running";

/** The rounds whose place has been looked at. */
const seenRounds = new Set<string>();

export const groups: InRoom = {
  mounts: { "groups/groups": mountGroups },
  place: {
    name: "groups",
    isShown: (state) => state.me.role === "participant" && Boolean(groupsOf(state).round),
  },
  offer: (state, { place }) => {
    if (!isRunning(state) || state.me.role !== "participant") return null;
    const round = String(groupsOf(state).round?.round);
    if (place === "groups") seenRounds.add(round);
    return seenRounds.has(round) ? null : { place: "groups", text: msg("Group work has begun. Go to your group") };
  },
  teller: groupNews,
};

function groupNews(before: Moment, now: Moment): News {
  const news: News = [];
  if (isRunning(now.state) !== isRunning(before.state)) {
    news.push([isRunning(now.state) ? msg("Group work has begun") : msg("Group work is over"), {}]);
  }
  const messagesIn = (state: any) => groupList(groupsOf(state))[0]?.said ?? [];
  const messages = messagesIn(now.state);
  const newest = messages[messages.length - 1];
  if (newest && newest.text !== messagesIn(before.state).slice(-1)[0]?.text) {
    news.push([msg("From {name}: {text}"), { name: newest.by, text: newest.text }]);
  }
  return news;
}
