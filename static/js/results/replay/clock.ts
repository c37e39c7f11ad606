/**
 * The one clock of a replay: everything that plays along (slides now, sound later) listens to it and keeps no
 * time of its own. No DOM.
 *
 * Times are milliseconds since the session began. `real` is any steady clock in milliseconds.
 */

/** A break that may be skipped. */
export type Pause = { at: number; until: number };

/** `moved` says that the time jumped. */
type Beat = { time: number; playing: boolean; speed: number; moved: boolean };

export type Clock = ReturnType<typeof createClock>;

export const SPEEDS = [1, 1.5, 2, 4];

export function createClock({
  length,
  pauses = [],
  real = () => performance.now(),
}: {
  length: number;
  pauses?: readonly Pause[];
  real?: () => number;
}) {
  let time = 0;
  let since = real();
  let playing = false;
  let speed = 1;
  let leavesOut = true;
  const listeners = new Set<(beat: Beat) => void>();

  function say(moved: boolean) {
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

  function within(wanted: number) {
    return Math.min(length, Math.max(0, wanted));
  }

  function after(change: () => void, moved = false) {
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
    /** Call this a few times a second while the replay plays. */
    tick: () => after(() => {}),
    /** Starts from the beginning if the replay is at its end. */
    play: () =>
      after(() => {
        if (time >= length) time = 0;
        playing = true;
      }),
    pause: () =>
      after(() => {
        playing = false;
      }),
    seek: (wanted: number) =>
      after(() => {
        time = within(wanted);
      }, true),
    /** @param wanted one of `SPEEDS` */
    setSpeed: (wanted: number) =>
      after(() => {
        if (SPEEDS.includes(wanted)) speed = wanted;
      }),
    /** Whether breaks are skipped. */
    leaveOut: (wanted: boolean) =>
      after(() => {
        leavesOut = wanted;
      }),
    /** Returns how to unsubscribe. */
    subscribe(listen: (beat: Beat) => void): () => void {
      listeners.add(listen);
      return () => listeners.delete(listen);
    },
  };
}
