/** Fetches something once, however often that fails: at once when asked, and later by itself. No DOM. */

const FIRST_PAUSE = 2000;
const LONGEST_PAUSE = 60_000;

/**
 * @returns a function that tries now, unless it has arrived or is being fetched; it resolves with whether it has
 *   arrived
 */
export function createAttempts(fetch: (failures: number) => Promise<unknown>): () => Promise<boolean> {
  let failures = 0;
  let attempt: Promise<boolean> | null = null;
  let again: ReturnType<typeof setTimeout> | undefined;

  function now() {
    clearTimeout(again);
    attempt ??= fetch(failures).then(() => true, failed);
    return attempt;
  }

  function failed() {
    attempt = null;
    const pause = Math.min(FIRST_PAUSE * 2 ** failures, LONGEST_PAUSE);
    failures += 1;
    // Otherwise everybody who lost the same network would come back at once.
    again = setTimeout(now, pause * (0.5 + Math.random()));
    return false;
  }

  return now;
}
