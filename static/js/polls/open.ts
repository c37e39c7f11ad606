// @ts-check
/** The polls that wait for this member's answer, and where they are offered. No DOM. */

/** @typedef {import("../live/hooks.js").State} State */

/** @param {State} state */
function openPolls(state) {
  if (state.me.role !== "participant") return [];
  return state.polls.filter((poll) => poll.state === "open" && !poll.mine);
}

/** @type {import("../live/hooks.js").Offer} */
export function pollOffer(state, { place, shown }) {
  for (const { slide } of openPolls(state)) {
    const isPresented = slide !== null && slide === state.room.slide;
    const isSeen = place === "polls" ? slide !== shown : place === "slides" && slide === shown;
    if (!isSeen) return { place: isPresented ? "slides" : "polls", word: "poll.offer" };
  }
  return null;
}

/** @type {import("../live/hooks.js").Place} */
export const pollsPlace = { name: "polls", count: (state) => openPolls(state).length };
