/**
 * Decides which rendition a listener's link can carry. The server leaves out the packets for which a link is too
 * slow, and their missing numbers show it.
 */

export type Rendition = "full" | "thin" | "none";

/** Missing packets are counted over this much sound. */
const WINDOW_MS = 5000;
const PACKET_MS = 60;
/**
 * If a greater share of a window's packets is missing, ask for a rendition with fewer bytes. Half of a sentence is
 * more than its captions alone, so the thin one is given up later.
 */
const TOO_MANY = { full: 0.1, thin: 0.3, none: 1 };
/** After this long without a missing packet, try the full rendition again; each failure doubles the wait. */
const RETRY_MS = 60_000;
const LONGEST_RETRY_MS = 8 * RETRY_MS;

export interface Quality {
  readonly rendition: Rendition;
  /** Notes a packet: `at` is when it was captured, in ms. Returns whether the rendition has changed. */
  note: (turn: number, number: number, at: number) => boolean;
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
  /** When the last missing packet was captured, or the rendition changed. */
  let goodSince = 0;
  let retryMs = RETRY_MS;
  let hasRetried = false;

  function restart() {
    windowStart = null;
    arrived = missing = 0;
  }

  function change(next: Rendition, at: number) {
    rendition = next;
    goodSince = at;
    restart();
    return true;
  }

  function note(packetTurn: number, number: number, at: number): boolean {
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
    // Too many are missing already: do not wait for the rest of the window.
    const isTooSlow = share > TOO_MANY[rendition];
    if (arrived + missing < due && !isTooSlow) return false;
    restart();
    if (isTooSlow && giveUpFirst()) return false;
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
