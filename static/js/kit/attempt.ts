/** Features of one page that do not depend on each other: one that fails must not stop the others. No DOM. */

/**
 * A failure is reported like any other fault of a script: in the browser's console.
 *
 * @returns undefined where it has failed
 */
export function attempt<T>(act: () => T): T | undefined {
  try {
    return act();
  } catch (error) {
    setTimeout(() => {
      throw error;
    });
  }
}

export function attemptAll(...acts: (() => unknown)[]) {
  acts.forEach(attempt);
}
