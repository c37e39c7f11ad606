/** Notices that a poll opens: for a moment the way to join is all that the hall sees. No DOM. */

import type { StageView } from "./scene.ts";

const LARGE_MS = 2000;

/** Returns the poll that has opened between two states of the session, or null. */
export function openedBetween(before: StageView, after: StageView): string | null {
  const wasOpen = (key: string) => before.polls.some(({ poll, state }) => poll === key && state === "open");
  return after.polls.find(({ poll, state }) => state === "open" && !wasOpen(poll))?.poll ?? null;
}

export interface Opening {
  /** @param nowMs the present time */
  follow: (before: StageView, after: StageView, nowMs: number) => void;
  /** Returns the poll that opened a moment ago and is still open, or null. */
  pollAt: (view: StageView, nowMs: number) => string | null;
}

export function createOpening(): Opening {
  let opened: { poll: string; untilMs: number } | null = null;

  return {
    follow(before, after, nowMs) {
      const poll = openedBetween(before, after);
      if (poll !== null) opened = { poll, untilMs: nowMs + LARGE_MS };
    },
    pollAt(view, nowMs) {
      if (!opened || nowMs >= opened.untilMs) return null;
      const { poll } = opened;
      return view.polls.some((other) => other.poll === poll && other.state === "open") ? poll : null;
    },
  };
}
