// @ts-check
/** Something that is fetched once, however often that fails: at once when asked, by itself later. No DOM. */

const FIRST_PAUSE = 2000;
const LONGEST_PAUSE = 60_000;

/**
 * @param {(failures: number) => Promise<unknown>} fetch
 * @returns {() => Promise<boolean>} tries now, unless it is there or under way; whether it is there then
 */
export function createAttempts(fetch) {
  let failures = 0;
  /** @type {Promise<boolean> | null} */
  let attempt = null;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let again;

  function now() {
    clearTimeout(again);
    attempt ??= fetch(failures).then(() => true, failed);
    return attempt;
  }

  function failed() {
    attempt = null;
    const pause = Math.min(FIRST_PAUSE * 2 ** failures, LONGEST_PAUSE);
    failures += 1;
    // All who lost the same network would come back at once otherwise.
    again = setTimeout(now, pause * (0.5 + Math.random()));
    return false;
  }

  return now;
}
