// @ts-check
/** Counts the time that a page is in sight and in use. No DOM, no clock of its own. */

/** @typedef {{type: "read", key: string, slide: string, began: number, ended: number, seconds: number}} Read */
/**
 * @typedef {object} Timer
 * @property {() => void} used somebody scrolled, tapped or typed
 * @property {(isSeen: boolean) => void} seen whether the page is in sight now
 * @property {() => void} tick to be called about once a second
 * @property {() => void} stop the page goes: what was counted so far is told
 * @property {() => number} total seconds that were counted since the page was opened
 */

// Who does nothing for longer has gone for tea, as far as anybody can know.
export const IDLE_MS = 60_000;
// What is told so often is lost for so long at most.
export const LONGEST_MS = 60_000;
// Between two ticks no more is counted: a machine that slept was not read.
const GAP_MS = 3_000;

/**
 * @param {string} slide
 * @param {object} needs
 * @param {() => number} needs.now milliseconds since 1970
 * @param {() => string} needs.newKey
 * @param {(read: Read) => void} needs.keep told again and again of what grows
 * @param {(read: Read) => void} needs.tell told once of what has ended
 * @returns {Timer}
 */
export function createTimer(slide, { now, newKey, keep, tell }) {
  /** @type {{key: string, began: number, ended: number, counted: number} | undefined} */
  let open;
  let isSeen = true;
  let lastUse = now();
  let before = 0;

  /** @param {NonNullable<typeof open>} one @returns {Read} */
  const asRead = ({ key, began, ended, counted }) => ({
    type: "read",
    key,
    slide,
    began,
    ended,
    seconds: Math.round(counted / 1000),
  });

  /** @param {number} at */
  const begin = (at) => ({ key: newKey(), began: at, ended: at, counted: 0 });

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
