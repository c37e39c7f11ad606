/** Reduces the polls of the room. Pure. */

import type { Feature } from "../../room/engine/hooks.ts";
import type { PollView, Reply, Snapshot } from "../../room/engine/types.ts";

export const reducePolls: NonNullable<Feature["reduce"]> = {
  "poll.drafted": ({ polls, room }, { poll }) => put(polls, { ...poll, used_on: room.slide }),
  // A reopened poll is not closed any more; its figures and its result by language come later.
  "poll.opened": ({ polls, room }, { poll }) =>
    put(polls, { ...poll, closed_at: undefined, figures: undefined, languages: undefined, used_on: room.slide }),
  "poll.extended": ({ polls }, { poll, closes_at }) => change(polls, poll, { closes_at }),
  "poll.closed": ({ polls, room }, { poll, closed_at }) =>
    change(polls, poll, { state: "closed", closed_at, closes_at: undefined, used_on: room.slide }),
  "poll.revealed": ({ polls }, body) => change(polls, body.poll, { state: "revealed", ...picked(body, RESULT) }),
  "poll.tally": counted,
  "poll.languages": counted,
  "poll.voted": ({ polls }, body) => changeBy(polls, body.poll, (poll) => ownVote(poll, body)),
  "poll.replies": replied,
  "poll.shown": replied,
  "poll.hidden": ({ polls }, { poll, ids }) =>
    changeBy(polls, poll, ({ replies = [] }) => ({ replies: replies.filter(({ id }) => !ids.includes(id)) })),
};

const RESULT = ["tally", "voters", "figures", "correct", "right", "why", "languages"];
const ANSWER = ["points", "number", "words", "text", "abstain"];

function counted({ polls }: Snapshot, body: any) {
  return change(polls, body.poll, picked(body, RESULT));
}

function replied({ polls }: Snapshot, body: any) {
  return changeBy(polls, body.poll, ({ replies = [] }) => ({ replies: withReplies(replies, body.replies) }));
}

/** Returns the fields among these keys that the body has. */
function picked(body: any, keys: string[]): Record<string, any> {
  return Object.fromEntries(keys.filter((key) => body[key] !== undefined).map((key) => [key, body[key]]));
}

/** Returns a vote, as the server says it or as this screen sent it; for an anonymous vote, only that there is one. */
function ownVote(poll: PollView, body: any): Partial<PollView> {
  if (poll.anonymous) return { mine: [] };
  const answer = picked(body, ANSWER);
  const mine = body.options ?? [];
  return Object.keys(answer).length ? { mine, answer } : { mine, answer: undefined };
}

/** @param said new replies, or changes of a known one */
function withReplies(known: Reply[], said: Reply[]) {
  const changed = known.map((reply) => ({ ...reply, ...said.find(({ id }) => id === reply.id) }));
  return [...changed, ...said.filter(({ id }) => !known.some((reply) => reply.id === id))];
}

/**
 * Replaces a poll by the view that everyone gets. What only this screen knows of it (its own vote, a host's
 * tally) stays.
 */
function put(polls: PollView[], seen: PollView) {
  const known = polls.find((poll) => poll.poll === seen.poll);
  if (!known) return { polls: [...polls, seen] };
  const merged = { ...known, ...seen, mine: seen.mine ?? known.mine };
  return { polls: polls.map((poll) => (poll === known ? merged : poll)) };
}

function change(polls: PollView[], key: string, changes: Partial<PollView>) {
  return changeBy(polls, key, () => changes);
}

function changeBy(polls: PollView[], key: string, changes: (poll: PollView) => Partial<PollView>) {
  return { polls: polls.map((poll) => (poll.poll === key ? { ...poll, ...changes(poll) } : poll)) };
}
