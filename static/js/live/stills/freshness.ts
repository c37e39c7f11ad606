/** Notices that no newer picture comes. No DOM. */

/** The server removes a picture after 30 seconds; this is for pages that the server cannot reach. */
export const OLD_MS = 35_000;

/** @param onChange called when a picture has become old */
export function createFreshness(onChange: () => void) {
  let shownKey: string | null = null;
  let isOld = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function grow() {
    isOld = true;
    onChange();
  }

  /** Returns whether the picture with this key is still fresh. Call it at each drawing. */
  return (key: string | null): boolean => {
    if (key !== shownKey) {
      clearTimeout(timer);
      [shownKey, isOld] = [key, false];
      if (key !== null) timer = setTimeout(grow, OLD_MS);
    }
    return !isOld;
  };
}
