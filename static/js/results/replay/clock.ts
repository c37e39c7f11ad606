/**
 * Gives a replay its one clock: everything that plays along listens to it and keeps no time of its own. No DOM.
 *
 * Times are milliseconds since the session began. `real` is any steady clock in milliseconds.
 */

/** A break that may be skipped. */
export type Pause = { at: number; until: number };

/** `held` says that the clock waits although the replay plays; `moved` says that the time jumped. */
type Beat = { time: number; playing: boolean; held: boolean; speed: number; moved: boolean };

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
  let lastReal = real();
  let playing = false;
  let held = false;
  let speed = 1;
  let leavesOut = true;
  const listeners = new Set<(beat: Beat) => void>();

  function report(moved: boolean) {
    for (const listen of [...listeners]) listen({ time, playing, held, speed, moved });
  }

  function advance() {
    const now = real();
    const runs = playing && !held;
    if (runs) time = within(time + Math.max(0, now - lastReal) * speed);
    lastReal = now;
    if (runs && leavesOut) {
      const pause = pauses.find(({ at, until }) => at <= time && time < until);
      if (pause) time = within(pause.until);
    }
    if (time >= length) playing = false;
  }

  function within(targetMs: number) {
    return Math.min(length, Math.max(0, targetMs));
  }

  function after(change: () => void, moved = false) {
    advance();
    change();
    report(moved);
  }

  return {
    length,
    get time() {
      return time;
    },
    get playing() {
      return playing;
    },
    /** Whether the time stands still, while the replay plays, because the sound is not there yet. */
    get held() {
      return held;
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
    seek: (targetMs: number) =>
      after(() => {
        time = within(targetMs);
      }, true),
    /** Sets whether the time stands still although the replay plays. */
    hold: (isHeld: boolean) =>
      after(() => {
        held = isHeld;
      }),
    /** @param newSpeed one of `SPEEDS` */
    setSpeed: (newSpeed: number) =>
      after(() => {
        if (SPEEDS.includes(newSpeed)) speed = newSpeed;
      }),
    /** Sets whether breaks are skipped. */
    leaveOut: (isLeftOut: boolean) =>
      after(() => {
        leavesOut = isLeftOut;
      }),
    /** Returns a function that unsubscribes. */
    subscribe(listen: (beat: Beat) => void): () => void {
      listeners.add(listen);
      return () => listeners.delete(listen);
    },
  };
}
