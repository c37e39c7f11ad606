// @ts-check
/** Which poll the presenter needs first, and what can be done with each. No DOM. */

/**
 * @typedef {object} PollLike
 * @property {string} poll
 * @property {number | null} slide
 * @property {"draft" | "open" | "closed" | "revealed"} state
 * @property {string | null} [opened_at]
 * @property {string} [first]  the poll of which this is the second round
 * @property {number} [used_on]  the slide at which this screen saw it made, opened or closed last
 */

/**
 * The poll of the moment, and the rest in the order of the session: those to come, then those that
 * are over. The poll of the moment is an open one; else one made on the spot that was closed or made
 * at this slide; else the slide's own until it is over; then, of it and of those made on the spot
 * that were shown at this slide, the one asked last; else one that waits to be revealed. One made on
 * the spot long before does not take the place of the slide's own, unless that is over. What is
 * `kept` is over once it is closed: nobody waits for its answers to be shown.
 *
 * @template {PollLike} P
 * @param {P[]} polls
 * @param {number} slide
 * @param {(poll: P) => boolean} [kept]
 * @returns {{ first: P | null, others: P[] }}
 */
export function agendaOf(polls, slide, kept = () => false) {
  const open = polls.filter((poll) => poll.state === "open").sort(latestFirst);
  const secondOf = (/** @type {P} */ poll) => polls.find((other) => other.first === poll.poll);
  const waiting = polls
    .filter((poll) => poll.state === "closed" && !kept(poll) && !secondOf(poll))
    .sort(latestFirst);
  const drafts = polls.filter((poll) => poll.slide === null && poll.state === "draft");
  const spots = [...waiting.filter((poll) => poll.slide === null), ...[...drafts].reverse()];
  const here = pollAt(polls, slide);
  const isOver = here?.state === "revealed";
  const shown = polls.filter((poll) => poll.slide === null && poll.state === "revealed" && poll.used_on === slide);
  const first =
    open[0] ??
    spots.find((poll) => poll.used_on === slide) ??
    (isOver ? spots.find((poll) => poll.state === "closed") : here) ??
    [...(here ? [here] : []), ...shown].sort(latestFirst)[0] ??
    waiting[0] ??
    drafts[0] ??
    null;
  // What has been asked again stands beside its second round.
  const rest = polls.filter((poll) => poll !== first && (secondOf(poll)?.state ?? "draft") === "draft");
  const others = [
    ...rest.filter((poll) => poll.state === "open"),
    ...rest.filter((poll) => poll.state === "closed"),
    ...rest.filter((poll) => poll.state === "draft"),
    ...rest.filter((poll) => poll.state === "revealed"),
  ];
  return { first, others };
}

/**
 * What the key does to the poll of this slide: opens it, or closes it at the second press; it never
 * reveals it.
 *
 * @param {PollLike[]} polls
 * @param {number} slide
 * @returns {{ command: "poll.open" | "poll.close", poll: string } | null}
 */
export function toggleOf(polls, slide) {
  const poll = pollAt(polls, slide);
  if (poll === null) return null;
  if (poll.state === "draft") return { command: "poll.open", poll: poll.poll };
  if (poll.state === "open") return { command: "poll.close", poll: poll.poll };
  return null;
}

/**
 * The one command that takes a poll further, or null when it is at its end.
 *
 * @param {PollLike["state"]} state
 * @returns {"poll.open" | "poll.close" | "poll.reveal" | null}
 */
export function nextCommand(state) {
  if (state === "draft") return "poll.open";
  if (state === "open") return "poll.close";
  if (state === "closed") return "poll.reveal";
  return null;
}

/** The poll of a slide: the second round, where there is one. @template {PollLike} P @param {P[]} polls @param {number} slide */
function pollAt(polls, slide) {
  const here = polls.filter((poll) => poll.slide === slide);
  return here.find(({ first }) => first !== undefined) ?? here[0] ?? null;
}

/** @param {PollLike} a @param {PollLike} b */
function latestFirst(a, b) {
  return (b.opened_at ?? "").localeCompare(a.opened_at ?? "");
}
