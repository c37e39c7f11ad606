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
      return put(polls, { ...body.poll, used_on: slide });
    case "poll.opened":
      // One that is opened again is not closed any more; its figures and its result by language come anew.
      return put(polls, { ...body.poll, closed_at: undefined, figures: undefined, languages: undefined, used_on: slide });
    case "poll.extended":
      return change(polls, body.poll, { closes_at: body.closes_at });
    case "poll.closed":
      return change(polls, body.poll, { state: "closed", closed_at: body.closed_at, closes_at: undefined, used_on: slide });
    case "poll.revealed":
      return change(polls, body.poll, { state: "revealed", ...picked(body, RESULT) });
    case "poll.tally":
    case "poll.languages":
      return change(polls, body.poll, picked(body, RESULT));
    case "poll.voted":
      return changeBy(polls, body.poll, (poll) => ownVote(poll, body));
    case "poll.replies":
    case "poll.shown":
      return changeBy(polls, body.poll, ({ replies = [] }) => ({ replies: withReplies(replies, body.replies) }));
    case "poll.hidden":
      return changeBy(polls, body.poll, ({ replies = [] }) => ({ replies: replies.filter(({ id }) => !body.ids.includes(id)) }));
    default:
      return polls;
  }
}

const RESULT = ["tally", "voters", "figures", "correct", "right", "why", "languages"];
const ANSWER = ["points", "number", "words", "text", "abstain"];

/**
 * Those of the keys that are there.
 * @param {any} body @param {string[]} keys @returns {Record<string, any>}
 */
function picked(body, keys) {
  return Object.fromEntries(keys.filter((key) => body[key] !== undefined).map((key) => [key, body[key]]));
}

/**
 * What was voted, as the server says it or as this screen sent it; of an anonymous vote only that
 * there is one.
 * @param {PollView} poll @param {any} body @returns {Partial<PollView>}
 */
function ownVote(poll, body) {
  if (poll.anonymous) return { mine: [] };
  const answer = picked(body, ANSWER);
  const mine = body.options ?? [];
  return Object.keys(answer).length ? { mine, answer } : { mine, answer: undefined };
}

/**
 * @param {import("../live/types.js").Reply[]} known
 * @param {import("../live/types.js").Reply[]} said new ones, or what has changed of a known one
 */
function withReplies(known, said) {
  const changed = known.map((reply) => ({ ...reply, ...said.find(({ id }) => id === reply.id) }));
  return [...changed, ...said.filter(({ id }) => !known.some((reply) => reply.id === id))];
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
  return changeBy(polls, key, () => changes);
}

/** @param {PollView[]} polls @param {string} key @param {(poll: PollView) => Partial<PollView>} changes */
function changeBy(polls, key, changes) {
  if (!polls.some((poll) => poll.poll === key)) return polls;
  return polls.map((poll) => (poll.poll === key ? { ...poll, ...changes(poll) } : poll));
}
