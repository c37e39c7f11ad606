/** Finds the polls that wait for this member's answer, and where they are offered. No DOM. */

import { msg, type Msg } from "../../kit/words.ts";
import type { Place, Where } from "../../room/engine/hooks.ts";
import type { State } from "../../room/engine/store.ts";

function unansweredPolls(state: State) {
  if (state.me.role !== "participant") return [];
  return state.polls.filter((poll) => poll.state === "open" && !poll.mine);
}

export function pollOffer(state: State, { place, shown }: Where): { place: string; text: Msg } | null {
  for (const { slide } of unansweredPolls(state)) {
    const isPresented = slide !== null && slide === state.room.slide;
    const isSeen = place === "polls" ? slide !== shown : place === "slides" && slide === shown;
    if (!isSeen) return { place: isPresented ? "slides" : "polls", text: msg("A poll is open. Answer") };
  }
  return null;
}

export const pollsPlace: Place = { name: "polls", count: (state) => unansweredPolls(state).length };
