/** Chooses the channel that this page plays, and loads the player at the first tap. */

import { createListeners } from "../../kit/listeners.ts";
import type { Room } from "../../room/engine/room.ts";
import { channelOf, channelsOf, FLOOR } from "./channels.ts";
import type { Listening, ListeningState } from "./listening.ts";
import type { Rendition } from "./quality.ts";

/** `unloaded`: the script that plays sound did not arrive. */
export type HearingState = "off" | "loading" | "unloaded" | ListeningState;

export interface Hearing {
  readonly state: HearingState;
  readonly rendition: Rendition;
  /** Returns the time from the mouth to the ear, in ms; 0 while nothing plays. */
  lag: () => number;
  /** The channel that the page plays, or would play. */
  readonly channel: string;
  /** Plays this channel from now on; call it at a tap. */
  choose: (channel: string) => void;
  listen: () => void;
  stop: () => void;
  subscribe: (fn: () => void) => () => void;
}

/**
 * @param own the channel to begin with as soon as somebody speaks there; before that, it is the floor
 * @param spoken returns the channel in which this page itself speaks, which it does not hear
 */
export function createHearing(room: Room, own: string, spoken: () => string | null = () => null): Hearing {
  const { subscribe, tell } = createListeners();
  const audio = document.body.appendChild(new Audio());
  let listening: Listening | null = null;
  let isLoading = false;
  let hasFailed = false;
  let failures = 0;
  let chosen: string | null = null;
  /** Counts the presses: one that has become outdated while the script loaded begins nothing. */
  let presses = 0;

  function channel() {
    const wished = chosen ?? (channelOf(room.state, own).holder === null ? FLOOR : own);
    if (wished !== spoken()) return wished;
    const [other] = channelsOf(room.state).filter(([name]) => name !== wished);
    return other?.[0] ?? wished;
  }

  async function listen() {
    if (listening) return listening.resume();
    if (isLoading) return;
    const press = (presses += 1);
    isLoading = true;
    hasFailed = false;
    tell();
    try {
      // A browser does not fetch a module again under the same name after a failure.
      const { listenTo } = await import(`${document.body.dataset.listener}?${failures}`);
      if (press !== presses) return;
      chosen = channel();
      listening = listenTo(room, audio, chosen, tell);
    } catch {
      failures += 1;
      if (press !== presses) return;
      hasFailed = true;
    }
    isLoading = false;
    tell();
  }

  function stop() {
    if (!listening && !isLoading && !hasFailed) return;
    presses += 1;
    listening?.stop();
    listening = null;
    isLoading = hasFailed = false;
    tell();
  }

  function choose(next: string) {
    const isOn = listening !== null;
    stop();
    chosen = next;
    if (isOn) void listen();
    tell();
  }

  return {
    get state() {
      if (listening) return listening.state;
      return isLoading ? "loading" : hasFailed ? "unloaded" : "off";
    },
    get rendition() {
      return listening?.rendition ?? "full";
    },
    lag: () => (listening?.state === "playing" ? Math.max(0, listening.lag() ?? 0) : 0),
    get channel() {
      return channel();
    },
    choose,
    listen: () => void listen(),
    stop,
    subscribe,
  };
}
