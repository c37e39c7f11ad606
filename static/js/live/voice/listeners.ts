/** Adds up how many hear each channel, as the processes of the server report it to the hosts. No DOM. */

import { createListeners as createSubscribers } from "../../kit/listeners.ts";
import type { Room } from "../../room/engine/room.ts";
import type { VoiceListenerNames, VoiceListeners } from "../../room/engine/wire.ts";

export type Counts = { full: number; thin: number; text: number };

export interface Listeners {
  /** Returns the counts by channel. */
  counts: () => Map<string, Counts>;
  /** Returns the members' numbers by channel; empty until the names have come. */
  members: () => Map<string, Set<number>>;
  /** Asks for the names, or no longer. */
  want: (areWanted: boolean) => void;
  subscribe: (fn: () => void) => () => void;
}

/** A process reports every five seconds. One that has been silent for longer than this has ended, or nobody listens. */
const KEPT_MS = 14_000;

export function createListeners(room: Room, clock = () => performance.now()): Listeners {
  const { subscribe, tell } = createSubscribers();
  const counts = createReports<VoiceListeners>(clock);
  const names = createReports<VoiceListenerNames>(clock);
  let areWanted = false;
  let isUp = false;

  room.hear("voice.listeners", (report) => {
    counts.add(report);
    tell();
  });
  room.hear("voice.listener_names", (report) => {
    names.add(report);
    tell();
  });
  // A new link gets no names until it asks.
  room.subscribe(() => {
    const wasUp = isUp;
    isUp = room.connection === "connected";
    if (isUp && !wasUp && areWanted) room.tell("voice.names", { wanted: true });
  });

  return {
    counts() {
      const sums = new Map<string, Counts>();
      for (const [channel, { full, thin, text }] of counts.entries()) {
        const sum = sums.get(channel) ?? { full: 0, thin: 0, text: 0 };
        sums.set(channel, { full: sum.full + full, thin: sum.thin + thin, text: sum.text + text });
      }
      return sums;
    },
    members() {
      const members = new Map<string, Set<number>>();
      for (const [channel, numbers] of names.entries()) {
        members.set(channel, new Set([...(members.get(channel) ?? []), ...numbers]));
      }
      return members;
    },
    want(next) {
      if (next === areWanted) return;
      areWanted = next;
      room.tell("voice.names", { wanted: next });
    },
    subscribe,
  };
}

/** Keeps the newest report of each process, for a while. */
function createReports<Report extends VoiceListeners | VoiceListenerNames>(clock: () => number) {
  const reports = new Map<string, { report: Report; time: number }>();
  return {
    add: (report: Report) => void reports.set(report.process, { report, time: clock() }),
    entries(): [string, Report["channels"][string]][] {
      const oldest = clock() - KEPT_MS;
      return [...reports.values()].filter(({ time }) => time >= oldest).flatMap(({ report }) => Object.entries(report.channels) as [string, Report["channels"][string]][]);
    },
  };
}
