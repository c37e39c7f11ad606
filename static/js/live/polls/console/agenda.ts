/** Which poll the presenter needs first, and what can be done with each. No DOM. */

export interface PollLike {
  poll: string;
  slide: number | null;
  state: "draft" | "open" | "closed" | "revealed";
  opened_at?: string | null;
  /** the poll of which this is the second round */
  first?: string;
  /** the slide at which this screen saw it made, opened or closed last */
  used_on?: number;
}

/**
 * The poll of the moment, and the rest in the order of the session: those to come, then those that
 * are over. The poll of the moment is an open one; else one made on the spot that was closed or made
 * at this slide; else the slide's own until it is over; then, of it and of those made on the spot
 * that were shown at this slide, the one asked last; else one that waits to be revealed. One made on
 * the spot long before does not take the place of the slide's own, unless that is over. What is
 * `kept` is over once it is closed: nobody waits for its answers to be shown.
 */
export function agendaOf<P extends PollLike>(
  polls: P[],
  slide: number,
  kept: (poll: P) => boolean = () => false,
): { first: P | null; others: P[] } {
  const open = polls.filter((poll) => poll.state === "open").sort(latestFirst);
  const secondOf = (poll: P) => polls.find((other) => other.first === poll.poll);
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
 */
export function toggleOf(
  polls: PollLike[],
  slide: number,
): { command: "poll.open" | "poll.close"; poll: string } | null {
  const poll = pollAt(polls, slide);
  if (poll === null) return null;
  if (poll.state === "draft") return { command: "poll.open", poll: poll.poll };
  if (poll.state === "open") return { command: "poll.close", poll: poll.poll };
  return null;
}

/** The one command that takes a poll further, or null when it is at its end. */
export function nextCommand(state: PollLike["state"]): "poll.open" | "poll.close" | "poll.reveal" | null {
  if (state === "draft") return "poll.open";
  if (state === "open") return "poll.close";
  if (state === "closed") return "poll.reveal";
  return null;
}

/** The poll of a slide: the second round, where there is one. */
function pollAt<P extends PollLike>(polls: P[], slide: number) {
  const here = polls.filter((poll) => poll.slide === slide);
  return here.find(({ first }) => first !== undefined) ?? here[0] ?? null;
}

function latestFirst(a: PollLike, b: PollLike) {
  return (b.opened_at ?? "").localeCompare(a.opened_at ?? "");
}
