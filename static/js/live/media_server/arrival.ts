/** Watches whether the sound of a media server arrives and plays, whichever engine fetches it. */

import type { MediaEvents } from "./media_link.ts";

const CHECK_EVERY_MS = 1000;

/** Returns what the browser knows about one receiver; it may have gone meanwhile. */
type Report = () => Promise<RTCStatsReport | undefined>;

export interface Arrival {
  /** Watches another receiver from now on, or none. `patienceMs` is that of MediaEvents. */
  follow: (report: Report | null, patienceMs?: number) => void;
}

/** The audio stays muted until the sound arrives: our own server is heard until then, and never both at once. */
export function watchArrival(audio: HTMLAudioElement, events: MediaEvents): Arrival {
  let followed: Report | null = null;
  let received = 0;
  let isHeard = false;
  let checking: ReturnType<typeof setInterval> | undefined;
  audio.muted = true;

  function note(next: boolean, patienceMs?: number) {
    if (next === isHeard) return;
    isHeard = next;
    audio.muted = !next;
    events.heard(next, patienceMs);
  }

  /** A track may stay although nothing arrives any more, and a browser may refuse to play without a tap. */
  async function check() {
    const report = followed;
    const entries = await report?.();
    if (!report || report !== followed) return;
    let packets = 0;
    entries?.forEach((entry) => entry.type === "inbound-rtp" && (packets += entry.packetsReceived ?? 0));
    note(packets > received && !audio.paused);
    received = packets;
  }

  return {
    follow(report, patienceMs) {
      clearInterval(checking);
      followed = report;
      received = 0;
      if (report) checking = setInterval(check, CHECK_EVERY_MS);
      else note(false, patienceMs);
    },
  };
}
