// @ts-check
/** What one key must not do by a single press: it is asked for, and the second press does it. No DOM. */

export const PATIENCE = 5000;

/**
 * @param {() => number} now
 * @param {() => void} changed  something is asked for, or not any more
 */
export function createSecondPress(now, changed) {
  let asked = "";
  let until = 0;
  const isAsked = (/** @type {string} */ control) => control === asked && now() < until;

  return {
    /** @param {string} control */
    isAsked,
    /** @param {string} control @returns {boolean} whether this is the second press */
    press(control) {
      const isSecond = isAsked(control);
      asked = isSecond ? "" : control;
      until = now() + PATIENCE;
      changed();
      if (!isSecond) setTimeout(changed, PATIENCE);
      return isSecond;
    },
  };
}

/** @typedef {ReturnType<typeof createSecondPress>} SecondPress */
