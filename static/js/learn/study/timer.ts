/** Counts the time that a page is in sight and in use. No DOM, no clock of its own. */

export type Read = { type: "read"; key: string; slide: string; began: number; ended: number; seconds: number };

export interface Timer {
  /** Somebody scrolled, tapped or typed. */
  used: () => void;
  /** Whether the page is in sight now. */
  seen: (isSeen: boolean) => void;
  /** Call this about once a second. */
  tick: () => void;
  /** The page is closing: reports what was counted so far. */
  stop: () => void;
  /** The seconds that were counted since the page was opened. */
  total: () => number;
}

// A learner who does nothing for longer counts as away.
export const IDLE_MS = 60_000;
// A reading is reported after this time, so no more than this can be lost.
export const LONGEST_MS = 60_000;
// A larger gap between two ticks is not counted: the machine slept.
const GAP_MS = 3_000;

/** What the timer needs from its page. */
interface Page {
  /** Milliseconds since 1970. */
  now: () => number;
  newKey: () => string;
  /** Called repeatedly with a reading that grows. */
  keep: (read: Read) => void;
  /** Called once with a reading that has ended. */
  tell: (read: Read) => void;
}

export function createTimer(slide: string, { now, newKey, keep, tell }: Page): Timer {
  let open: { key: string; began: number; ended: number; counted: number } | undefined;
  let isSeen = true;
  let lastUse = now();
  let before = 0;

  const asRead = ({ key, began, ended, counted }: NonNullable<typeof open>): Read => ({
    type: "read",
    key,
    slide,
    began,
    ended,
    seconds: Math.round(counted / 1000),
  });

  const begin = (at: number) => ({ key: newKey(), began: at, ended: at, counted: 0 });

  function end() {
    if (open && open.counted >= 500) {
      before += open.counted;
      tell(asRead(open));
    }
    open = undefined;
  }

  function tick() {
    const at = now();
    // If the clock is set back, the open reading would have a negative length.
    if (!isSeen || at - lastUse > IDLE_MS || (open && at < open.ended)) end();
    if (!isSeen || at - lastUse > IDLE_MS) return;
    if (!open) open = begin(at);
    if (at - open.ended > GAP_MS) {
      end();
      open = begin(at);
    }
    open.counted += at - open.ended;
    open.ended = at;
    keep(asRead(open));
    if (open.counted < LONGEST_MS) return;
    end();
    // The next reading continues here, so nothing between them is lost.
    open = begin(at);
  }

  return {
    used() {
      const at = now();
      if (at < lastUse || at - lastUse > IDLE_MS) {
        lastUse = at;
        tick();
      }
      lastUse = at;
    },
    seen(isNow) {
      if (isSeen && !isNow) {
        tick();
        end();
      }
      isSeen = isNow;
      if (!isNow) return;
      lastUse = now();
      tick();
    },
    tick,
    stop() {
      tick();
      end();
    },
    total: () => Math.round((before + (open?.counted ?? 0)) / 1000),
  };
}
