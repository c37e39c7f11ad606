/** Unites what the processes of the server report to the hosts: who hears each channel, and how. No DOM. */

import { createListeners } from "../../kit/listeners.ts";
import type { Room } from "../../room/engine/room.ts";
import type { VoiceListeners } from "../../room/engine/wire.ts";
import { numbersOf } from "./number_set.ts";

/** How a member hears a channel, the best first; with `text`, the link is too slow for sound. */
const WAYS = ["full", "media_server", "thin", "text"] as const;
export type Way = (typeof WAYS)[number];

export interface Listeners {
  /** Returns, by channel, how each member hears it, by the member's number. Two tabs of a member count as the better one. */
  byChannel: () => Map<string, Map<number, Way>>;
  subscribe: (fn: () => void) => () => void;
}

/** A process reports every five seconds. One that has been silent for longer than this has ended, or nobody listens. */
const KEPT_MS = 14_000;

export function createVoiceListeners(room: Pick<Room, "hear">, clock = () => performance.now()): Listeners {
  const { subscribe, tell } = createListeners();
  const reports = new Map<string, { channels: VoiceListeners["channels"]; time: number }>();

  room.hear("voice.listeners", ({ process, channels }: VoiceListeners) => {
    reports.set(process, { channels, time: clock() });
    tell();
  });

  return {
    byChannel() {
      const oldest = clock() - KEPT_MS;
      const heard = new Map<string, Map<number, Way>>();
      const views = [...reports.values()].filter(({ time }) => time >= oldest).flatMap(({ channels }) => Object.entries(channels));
      for (const way of WAYS) {
        for (const [channel, view] of views) {
          const ways = heard.get(channel) ?? new Map<number, Way>();
          for (const number of numbersOf(view[way])) if (!ways.has(number)) ways.set(number, way);
          heard.set(channel, ways);
        }
      }
      return heard;
    },
    subscribe,
  };
}
