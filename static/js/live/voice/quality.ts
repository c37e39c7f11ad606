/**
 * Decides which rendition a listener's link can carry. The server leaves out the packets for which a link is too
 * slow, and their missing numbers show it.
 */

import type { Place } from "./pacing.ts";

export type Rendition = "full" | "thin" | "none";

/** Missing packets are counted over this much sound. */
const WINDOW_MS = 5000;
const PACKET_MS = 60;
/**
 * If a greater share of a window's packets is missing, ask for a rendition with fewer bytes. Half of a sentence is
 * more than its captions alone, so the thin one is given up later.
 */
const TOO_MANY = { full: 0.1, thin: 0.3, none: 1 };
/**
 * A link that carries only half of the full sound delivers each packet later than the one before. As soon as so many
 * packets in a row came later, by more than this each, the link is too slow. Waiting for missing packets would fill
 * it for seconds, and slides would wait, too.
 */
const LATER_MS = 40;
const MOST_LATER = 5;
/** Only the beginning of the full sound is watched in this way: afterwards, it may be a picture that holds it up. */
const BEGINNING_MS = 3000;
/**
 * A link on which nothing has come for so long was down, and is not slow. What it missed, and what the server leaves
 * out until the rest has caught up, must not count: in every hole of the network, listeners would lose the full sound
 * for minutes. A link that is down again so soon cannot carry the sound.
 */
const OUTAGE_MS = 2000;
const CATCH_UP_MS = 3000;
const OUTAGE_EVERY_MS = 30_000;
/** After this long without a missing packet, try the full rendition again; each failure doubles the wait. */
const RETRY_MS = 60_000;
const LONGEST_RETRY_MS = 8 * RETRY_MS;

export interface Quality {
  readonly rendition: Rendition;
  /**
   * Notes a packet: `at` is when it was captured, and `arrivedAt` when it arrived by any steady clock, in ms. Returns
   * whether the rendition has changed.
   */
  note: (packet: Place, arrivedAt: number) => boolean;
  /** Tries sound again after `none`, beginning with the thin one. */
  retry: () => void;
  /** Notes that the link broke: what it missed says nothing about its speed. */
  restart: () => void;
}

/** @param giveUpFirst gives up something else if it can, and returns whether it did: the rendition then stays */
export function createQuality(giveUpFirst: () => boolean = () => false): Quality {
  let rendition: Rendition = "full";
  let turn = 0;
  let lastNumber = 0;
  let windowStart: number | null = null;
  let arrived = 0;
  let missing = 0;
  /** Whether something was given up just now: what the link still carries of it must not count at once. */
  let isPatient = false;
  let later = 0;
  let lastDelay = 0;
  /** When the first packet of this rendition was captured; null before. */
  let begunAt: number | null = null;
  /** When the last missing packet was captured, or the rendition changed. */
  let goodSince = 0;
  let lastArrivalAt = Infinity;
  let lastOutageAt = -Infinity;
  let caughtUpAt = -Infinity;
  let retryMs = RETRY_MS;
  let hasRetried = false;

  function restart() {
    windowStart = null;
    isPatient = false;
    arrived = missing = 0;
  }

  function change(next: Rendition, at: number) {
    rendition = next;
    goodSince = at;
    begunAt = null;
    later = 0;
    restart();
    return true;
  }

  /** Returns whether the full sound, which has begun just now, comes later and later. */
  function isFallingBehind(at: number, delay: number): boolean {
    begunAt ??= at;
    later = delay - lastDelay > LATER_MS ? later + 1 : 0;
    lastDelay = delay;
    return rendition === "full" && at - begunAt < BEGINNING_MS && later > MOST_LATER;
  }

  /** Returns whether the link has been down just now, and is catching up. */
  function isCatchingUp(arrivedAt: number): boolean {
    const isOutage = arrivedAt - lastArrivalAt > OUTAGE_MS;
    lastArrivalAt = arrivedAt;
    if (isOutage) {
      if (arrivedAt - lastOutageAt > OUTAGE_EVERY_MS) caughtUpAt = arrivedAt + CATCH_UP_MS;
      lastOutageAt = arrivedAt;
    }
    return arrivedAt < caughtUpAt;
  }

  function note({ turn: packetTurn, number, at }: Place, arrivedAt: number): boolean {
    if (isCatchingUp(arrivedAt)) {
      restart();
      return false;
    }
    if (windowStart === null || packetTurn !== turn) {
      [turn, lastNumber, windowStart] = [packetTurn, number - 1, at];
      arrived = missing = 0;
      goodSince ||= at;
    }
    arrived += 1;
    missing += Math.max(0, number - lastNumber - 1);
    lastNumber = Math.max(lastNumber, number);
    const due = WINDOW_MS / PACKET_MS;
    const share = missing / Math.max(due, arrived + missing);
    const isTooSlow = isFallingBehind(at, arrivedAt - at) || share > TOO_MANY[rendition];
    // If too many are missing already, do not wait for the rest of the window.
    if (arrived + missing < due && (isPatient || !isTooSlow)) return false;
    restart();
    if (isTooSlow && giveUpFirst()) {
      isPatient = true;
      return false;
    }
    if (isTooSlow) {
      if (rendition === "full") retryMs = Math.min(LONGEST_RETRY_MS, hasRetried ? 2 * retryMs : RETRY_MS);
      return change(rendition === "full" ? "thin" : "none", at);
    }
    if (share > 0) goodSince = at;
    if (rendition !== "thin" || at - goodSince <= retryMs) return false;
    hasRetried = true;
    return change("full", at);
  }

  return {
    get rendition() {
      return rendition;
    },
    note,
    retry() {
      rendition = "thin";
      restart();
    },
    restart,
  };
}
