// @ts-check
/** Which poll the presenter needs first, and what can be done with each. No DOM. */

/**
 * @typedef {object} PollLike
 * @property {string} poll
 * @property {number | null} slide
 * @property {"draft" | "open" | "closed" | "revealed"} state
 * @property {string | null} [opened_at]
 */

/**
 * The poll of the moment (an open one, else that of the slide, else one that waits to be revealed),
 * and the rest in the order of the session: those to come, then those that are over.
 *
 * @template {PollLike} P
 * @param {P[]} polls
 * @param {number} slide
 * @returns {{ first: P | null, others: P[] }}
 */
export function agendaOf(polls, slide) {
  const open = polls.filter((poll) => poll.state === "open").sort(latestFirst);
  const here = polls.filter((poll) => poll.slide === slide);
  const waiting = polls.filter((poll) => poll.state === "closed").sort(latestFirst);
  const spots = polls.filter((poll) => poll.slide === null && poll.state === "draft");
  const first = open[0] ?? here[0] ?? waiting[0] ?? spots[0] ?? null;
  const rest = polls.filter((poll) => poll !== first);
  const others = [
    ...rest.filter((poll) => poll.state === "open"),
    ...rest.filter((poll) => poll.state === "closed"),
    ...rest.filter((poll) => poll.state === "draft"),
    ...rest.filter((poll) => poll.state === "revealed"),
  ];
  return { first, others };
}

/**
 * What one key press does to the poll of this slide: opens or closes it, never reveals it, because
 * a reveal cannot be taken back.
 *
 * @param {PollLike[]} polls
 * @param {number} slide
 * @returns {{ command: "poll.open" | "poll.close", poll: string } | null}
 */
export function toggleOf(polls, slide) {
  const poll = polls.find((one) => one.slide === slide) ?? null;
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

/** @param {PollLike} a @param {PollLike} b */
function latestFirst(a, b) {
  return (b.opened_at ?? "").localeCompare(a.opened_at ?? "");
}
