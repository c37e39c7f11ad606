/** Fetches something once, and tries again after each failure: at once when asked, and later by itself. No DOM. */

const FIRST_PAUSE_MS = 2000;
const LONGEST_PAUSE_MS = 60_000;

/**
 * @returns a function that tries now, unless it has arrived or is being fetched; it resolves with whether it has
 *   arrived
 */
export function createAttempts(fetch: () => Promise<unknown>): () => Promise<boolean> {
  let failures = 0;
  let attempt: Promise<boolean> | null = null;
  let retryTimer: ReturnType<typeof setTimeout> | undefined;

  function tryNow() {
    clearTimeout(retryTimer);
    attempt ??= fetch().then(() => true, scheduleRetry);
    return attempt;
  }

  function scheduleRetry() {
    attempt = null;
    const pauseMs = Math.min(FIRST_PAUSE_MS * 2 ** failures, LONGEST_PAUSE_MS);
    failures += 1;
    // Otherwise everybody who lost the same network would come back at once.
    retryTimer = setTimeout(tryNow, pauseMs * (0.5 + Math.random()));
    return false;
  }

  return tryNow;
}
