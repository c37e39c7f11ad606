/** Keeps the failure of one feature of a page from stopping the others. No DOM. */

/**
 * Runs `act`, and reports its failure in the browser's console, like any other fault of a script.
 *
 * @returns undefined if it failed
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
