/** Chooses the channel that this page plays, and loads the player at the first tap. */

import { importLate } from "../../kit/late_module.ts";
import { createListeners } from "../../kit/listeners.ts";
import type { Words } from "../../kit/words.ts";
import type { Room } from "../../room/engine/room.ts";
import { channelOf, FLOOR } from "./channels.ts";
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
  /** What the player itself adds to the page. */
  readonly control: HTMLElement | null;
  /** Plays this channel from now on; call it at a tap. */
  choose: (channel: string) => void;
  listen: () => void;
  stop: () => void;
  subscribe: (fn: () => void) => () => void;
}

interface HearingOptions {
  /** Until somebody chooses: this channel while somebody speaks there, and the floor otherwise. */
  own: string;
  /** The channel that was chosen earlier. */
  chosen?: string | null;
  /** Returns the channel in which this page itself speaks, which it does not hear. */
  spoken?: () => string | null;
  /** If the original may be heard under an interpretation. */
  words?: Words;
}

export function createHearing(room: Room, { own, chosen = null, spoken = () => null, words }: HearingOptions): Hearing {
  const { subscribe, tell } = createListeners();
  const audio = document.body.appendChild(new Audio());
  let listening: Listening | null = null;
  let isLoading = false;
  let hasFailed = false;
  let heard = "";
  /** Counts the presses: one that has become outdated while the script loaded begins nothing. */
  let presses = 0;

  function channel() {
    const isOwn = channelOf(room.state, own).holder !== null || spoken() === FLOOR;
    return chosen && chosen !== spoken() ? chosen : isOwn ? own : FLOOR;
  }

  async function listen() {
    if (listening) return listening.resume();
    if (isLoading) return;
    const press = (presses += 1);
    isLoading = true;
    hasFailed = false;
    // Safari allows sound only if it begins at the tap itself, and the player comes later.
    audio.play().catch(() => {});
    tell();
    try {
      const { listenTo } = await importLate(document.body.dataset.listener);
      if (press !== presses) return;
      listening = listenTo(room, audio, (heard = channel()), tell, words);
    } catch {
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
    chosen = next;
    follow();
    tell();
  }

  /** Plays the channel that is due now, once anything plays. */
  function follow() {
    if (!listening || heard === channel()) return;
    stop();
    void listen();
  }

  room.subscribe(follow);

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
    get control() {
      return listening?.control ?? null;
    },
    choose,
    listen: () => void listen(),
    stop,
    subscribe,
  };
}
