// @ts-check
/** The polls of the room. Pure. */

/** @typedef {import("../live/types.js").PollView} PollView */

/**
 * @template {import("../live/types.js").Snapshot} S
 * @param {S} state
 * @param {string} name
 * @param {any} body
 * @returns {S}
 */
export function reducePolls(state, name, body) {
  const polls = nextPolls(state.polls, name, body, state.room.slide);
  return polls === state.polls ? state : { ...state, polls };
}

/**
 * @param {PollView[]} polls
 * @param {string} name
 * @param {any} body
 * @param {number} slide the session's: where a poll was made, opened or closed last
 * @returns {PollView[]}
 */
function nextPolls(polls, name, body, slide) {
  switch (name) {
    case "poll.drafted":
    case "poll.opened":
      return put(polls, { ...body.poll, used_on: slide });
    case "poll.closed":
      return change(polls, body.poll, { state: "closed", closed_at: body.closed_at, used_on: slide });
    case "poll.revealed":
      return change(polls, body.poll, { state: "revealed", ...result(body) });
    case "poll.tally":
      return change(polls, body.poll, { tally: body.tally, voters: body.voters });
    case "poll.voted":
      return change(polls, body.poll, { mine: body.options });
    default:
      return polls;
  }
}

/** @param {any} body @returns {Partial<PollView>} */
function result({ tally, voters, correct, why }) {
  return { tally, voters, correct, why };
}

/**
 * A poll as everyone sees it: what only this screen knows of it (its own vote, a host's tally) stays.
 * @param {PollView[]} polls
 * @param {PollView} seen
 */
function put(polls, seen) {
  const known = polls.find((poll) => poll.poll === seen.poll);
  if (!known) return [...polls, seen];
  const merged = { ...known, ...seen, mine: seen.mine ?? known.mine };
  return polls.map((poll) => (poll === known ? merged : poll));
}

/** @param {PollView[]} polls @param {string} key @param {Partial<PollView>} changes */
function change(polls, key, changes) {
  if (!polls.some((poll) => poll.poll === key)) return polls;
  return polls.map((poll) => (poll.poll === key ? { ...poll, ...changes } : poll));
}
