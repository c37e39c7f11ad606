// @ts-check
/**
 * The one clock that a session is watched by: whatever plays along (slides now, sound later) listens
 * to it and says nothing of time by itself. No DOM.
 *
 * Times are milliseconds since the session began. `real` is any steady clock in milliseconds.
 */

/** @typedef {{at: number, until: number}} Pause a break that may be left out */
/** @typedef {{time: number, playing: boolean, speed: number, moved: boolean}} Beat `moved`: by a jump */
/** @typedef {ReturnType<typeof createClock>} Clock */

export const SPEEDS = [1, 1.5, 2, 4];

/**
 * @param {{length: number, pauses?: readonly Pause[], real?: () => number}} of
 */
export function createClock({ length, pauses = [], real = () => performance.now() }) {
  let time = 0;
  let since = real();
  let playing = false;
  let speed = 1;
  let leavesOut = true;
  /** @type {Set<(beat: Beat) => void>} */
  const listeners = new Set();

  /** @param {boolean} moved */
  function say(moved) {
    for (const listen of [...listeners]) listen({ time, playing, speed, moved });
  }

  function advance() {
    const now = real();
    if (playing) time = within(time + Math.max(0, now - since) * speed);
    since = now;
    if (playing && leavesOut) {
      const pause = pauses.find(({ at, until }) => at <= time && time < until);
      if (pause) time = within(pause.until);
    }
    if (time >= length) playing = false;
  }

  /** @param {number} wanted */
  function within(wanted) {
    return Math.min(length, Math.max(0, wanted));
  }

  /** @param {() => void} change @param {boolean} [moved] */
  function after(change, moved = false) {
    advance();
    change();
    say(moved);
  }

  return {
    length,
    get time() {
      return time;
    },
    get playing() {
      return playing;
    },
    get speed() {
      return speed;
    },
    get leavesOut() {
      return leavesOut;
    },
    /** To be called a few times a second, while it plays. */
    tick: () => after(() => {}),
    /** From the beginning again, if it is at the end. */
    play: () =>
      after(() => {
        if (time >= length) time = 0;
        playing = true;
      }),
    pause: () =>
      after(() => {
        playing = false;
      }),
    /** @param {number} wanted */
    seek: (wanted) =>
      after(() => {
        time = within(wanted);
      }, true),
    /** @param {number} wanted one of `SPEEDS` */
    setSpeed: (wanted) =>
      after(() => {
        if (SPEEDS.includes(wanted)) speed = wanted;
      }),
    /** Whether breaks are left out. @param {boolean} wanted */
    leaveOut: (wanted) =>
      after(() => {
        leavesOut = wanted;
      }),
    /** @param {(beat: Beat) => void} listen @returns {() => void} stops it */
    subscribe(listen) {
      listeners.add(listen);
      return () => listeners.delete(listen);
    },
  };
}
