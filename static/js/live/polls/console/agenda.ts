/** Decides which poll the presenter needs first, and what can be done with each. No DOM. */

export interface PollLike {
  poll: string;
  slide: number | null;
  state: "draft" | "open" | "closed" | "revealed";
  opened_at?: string | null;
  /** The poll of which this is the second round. */
  first?: string;
  /** The slide at which this screen last saw it made, opened or closed. */
  used_on?: number;
}

/**
 * Returns the poll of the moment, and the others in the order of the session: those to come, then those that are
 * over.
 *
 * The poll of the moment is the first of these: an open poll; a poll made during the session that was closed or
 * made at this slide; the slide's own poll until it is over; of that poll and those made during the session and
 * shown at this slide, the one asked last; a poll that waits to be revealed. A poll that was made long before
 * does not replace the slide's own, unless that is over.
 *
 * A poll for which `isSpent` returns true is over once it is closed: it has no result that could be shown.
 */
export function agendaOf<P extends PollLike>(
  polls: P[],
  slide: number,
  isSpent: (poll: P) => boolean = () => false,
): { first: P | null; others: P[] } {
  const open = polls.filter((poll) => poll.state === "open").sort(latestFirst);
  const secondOf = (poll: P) => polls.find((other) => other.first === poll.poll);
  const waiting = polls
    .filter((poll) => poll.state === "closed" && !isSpent(poll) && !secondOf(poll))
    .sort(latestFirst);
  const drafts = polls.filter((poll) => poll.slide === null && poll.state === "draft");
  const spots = [...waiting.filter((poll) => poll.slide === null), ...[...drafts].reverse()];
  const here = pollAt(polls, slide);
  const isOver = here?.state === "revealed" || (here?.state === "closed" && isSpent(here));
  const shown = polls.filter((poll) => poll.slide === null && poll.state === "revealed" && poll.used_on === slide);
  const first =
    open[0] ??
    spots.find((poll) => poll.used_on === slide) ??
    (isOver ? spots.find((poll) => poll.state === "closed") : here) ??
    [...(here ? [here] : []), ...shown].sort(latestFirst)[0] ??
    waiting[0] ??
    drafts[0] ??
    null;
  // A poll that was asked again stands beside its second round.
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
 * Returns the key's command for the poll of this slide: it opens the poll, or closes it at the second press. It
 * never reveals it.
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

/** Returns the one command that takes a poll further, or null if it is at its end. */
export function nextCommand(state: PollLike["state"]): "poll.open" | "poll.close" | "poll.reveal" | null {
  if (state === "draft") return "poll.open";
  if (state === "open") return "poll.close";
  if (state === "closed") return "poll.reveal";
  return null;
}

/** Returns the poll of a slide: its second round, if there is one. */
function pollAt<P extends PollLike>(polls: P[], slide: number) {
  const here = polls.filter((poll) => poll.slide === slide);
  return here.find(({ first }) => first !== undefined) ?? here[0] ?? null;
}

function latestFirst(a: PollLike, b: PollLike) {
  return (b.opened_at ?? "").localeCompare(a.opened_at ?? "");
}
