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
  let reading: { key: string; began: number; ended: number; counted: number } | undefined;
  let isSeen = true;
  let lastUse = now();
  let countedMs = 0;

  const asRead = ({ key, began, ended, counted }: NonNullable<typeof reading>): Read => ({
    type: "read",
    key,
    slide,
    began,
    ended,
    seconds: Math.round(counted / 1000),
  });

  const begin = (timeMs: number) => ({ key: newKey(), began: timeMs, ended: timeMs, counted: 0 });

  function end() {
    if (reading && reading.counted >= 500) {
      countedMs += reading.counted;
      tell(asRead(reading));
    }
    reading = undefined;
  }

  function tick() {
    const time = now();
    // If the clock is set back, the open reading would have a negative length.
    if (!isSeen || time - lastUse > IDLE_MS || (reading && time < reading.ended)) end();
    if (!isSeen || time - lastUse > IDLE_MS) return;
    if (!reading) reading = begin(time);
    if (time - reading.ended > GAP_MS) {
      end();
      reading = begin(time);
    }
    reading.counted += time - reading.ended;
    reading.ended = time;
    keep(asRead(reading));
    if (reading.counted < LONGEST_MS) return;
    end();
    // The next reading continues here, so nothing between them is lost.
    reading = begin(time);
  }

  return {
    used() {
      const time = now();
      if (time < lastUse || time - lastUse > IDLE_MS) {
        lastUse = time;
        tick();
      }
      lastUse = time;
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
    total: () => Math.round((countedMs + (reading?.counted ?? 0)) / 1000),
  };
}
