// @ts-check
/** Features of one page that do not depend on each other: one that fails must not stop the others. No DOM. */

/**
 * A failure is reported like any other fault of a script: in the browser's console.
 *
 * @template T
 * @param {() => T} act
 * @returns {T | undefined} undefined where it has failed
 */
export function attempt(act) {
  try {
    return act();
  } catch (error) {
    setTimeout(() => {
      throw error;
    });
  }
}

/** @param {(() => unknown)[]} acts */
export function attemptAll(...acts) {
  acts.forEach(attempt);
}
