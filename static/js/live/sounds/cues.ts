/** Decides when a chime rings: a poll has opened, or the time of something is up. No DOM. */

import type { State } from "../../room/engine/store.ts";

export type Cue = "opens" | "up";

/** A state of the session, and the server's time in ms at which the page saw it. */
export interface Seen {
  state: Pick<State, "room" | "polls" | "timing">;
  now: number;
}

// The server ends a break or a poll by its own clock, which may run a little ahead of the page's.
const EARLY_MS = 1500;

/** Returns the cue for what has happened between two moments, or null. An end matters more than a beginning. */
export function cueBetween(before: Seen, after: Seen): Cue | null {
  if (before.state.room.state !== "live" || after.state.room.state !== "live") return null;
  const ends = endsIn(after.state);
  const isUp = Object.entries(endsIn(before.state)).some(([key, end]) => {
    const newEnd = ends[key];
    return before.now < end && (newEnd === undefined ? end - EARLY_MS : newEnd) <= after.now;
  });
  if (isUp) return "up";
  const wasOpen = new Set(openIn(before.state));
  return openIn(after.state).some((poll) => !wasOpen.has(poll)) ? "opens" : null;
}

/** Returns when the running countdowns end, in ms. */
function endsIn({ timing, polls }: Seen["state"]): Record<string, number> {
  const now = timing?.now;
  const timed = polls.filter(({ state, closes_at }) => state === "open" && closes_at);
  return {
    ...(now ? { [`${now.kind} ${now.started_at}`]: Date.parse(now.ends_at) } : {}),
    ...Object.fromEntries(timed.map(({ poll, closes_at }) => [`poll ${poll}`, Date.parse(closes_at ?? "")])),
  };
}

function openIn({ polls }: Seen["state"]) {
  return polls.filter(({ state }) => state === "open").map(({ poll }) => poll);
}
