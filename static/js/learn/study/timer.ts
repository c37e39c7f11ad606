/** Counts the time that a page is in sight and in use. No DOM, no clock of its own. */

export type Read = { type: "read"; key: string; slide: string; began: number; ended: number; seconds: number };

export interface Timer {
  /** somebody scrolled, tapped or typed */
  used: () => void;
  /** whether the page is in sight now */
  seen: (isSeen: boolean) => void;
  /** to be called about once a second */
  tick: () => void;
  /** the page goes: what was counted so far is told */
  stop: () => void;
  /** seconds that were counted since the page was opened */
  total: () => number;
}

// Who does nothing for longer has gone for tea, as far as anybody can know.
export const IDLE_MS = 60_000;
// What is told so often is lost for so long at most.
export const LONGEST_MS = 60_000;
// Between two ticks no more is counted: a machine that slept was not read.
const GAP_MS = 3_000;

export function createTimer(
  slide: string,
  {
    now,
    newKey,
    keep,
    tell,
  }: {
    /** milliseconds since 1970 */
    now: () => number;
    newKey: () => string;
    /** told again and again of what grows */
    keep: (read: Read) => void;
    /** told once of what has ended */
    tell: (read: Read) => void;
  },
): Timer {
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
    // A clock that is set back would make what is open last less than nothing.
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
    // The next one goes on from here: nothing between them is lost.
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
