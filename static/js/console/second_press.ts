// @ts-check
/** What one key must not do by a single press: it is asked for, and the second press does it. No DOM. */

/** Milliseconds: enough to read the question on a small screen and to press again. */
export const PATIENCE = 10_000;

/**
 * @param {() => void} changed  something is asked for, or not any more
 * @param {(control: string) => boolean} isFree  whether what the control asks for could be done now
 */
export function createSecondPress(changed, isFree) {
  let asked = "";
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;

  /** @param {string} control */
  function ask(control) {
    clearTimeout(timer);
    asked = control;
    if (control) timer = setTimeout(ask, PATIENCE, "");
    changed();
  }

  return {
    isAsked: (/** @type {string} */ control) => control === asked,
    /**
     * A second press is not used up where nothing could come of it: it asks once more.
     * @param {string} control
     * @returns {boolean} whether this is the second press
     */
    press(control) {
      const isSecond = control === asked && isFree(control);
      ask(isSecond ? "" : control);
      return isSecond;
    },
  };
}

/** @typedef {ReturnType<typeof createSecondPress>} SecondPress */
