/** Fetches something again when what it shows has changed: one fetch at a time, then the newest. No DOM. */

/**
 * @param seen what it shows
 * @param fetchIt resolves with whether it arrived; if not, the next change tries again
 * @param isThere whether it already shows the present state
 */
export function createRenewal(seen: () => unknown, fetchIt: () => Promise<boolean>, isThere: boolean) {
  let turn = 0;
  const now = () => `${turn} ${JSON.stringify(seen())}`;
  let shown = isThere ? now() : "";
  let isFetching = false;

  /** Call this whenever something may have changed. */
  async function follow() {
    if (isFetching) return;
    isFetching = true;
    for (let wanted = now(); wanted !== shown; wanted = now()) {
      if (!(await fetchIt())) break;
      shown = wanted;
    }
    isFetching = false;
  }

  /** Fetches even if `seen` is the same: something else in it has changed. */
  function renew() {
    turn += 1;
    return follow();
  }

  return { follow, renew };
}
