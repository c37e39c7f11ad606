/** Fetches something again when what it shows has changed: one fetch at a time, then the newest. No DOM. */

/**
 * @param stateOf returns the state that should be shown
 * @param fetchIt fetches and shows it, and resolves with whether it arrived; if not, the next change tries again
 * @param isCurrent whether the page already shows the present state
 */
export function createRenewal(stateOf: () => unknown, fetchIt: () => Promise<boolean>, isCurrent: boolean) {
  let renewals = 0;
  const currentState = () => `${renewals} ${JSON.stringify(stateOf())}`;
  let shownState = isCurrent ? currentState() : "";
  let isFetching = false;

  /** Call this whenever something may have changed. */
  async function follow() {
    if (isFetching) return;
    isFetching = true;
    try {
      for (let wantedState = currentState(); wantedState !== shownState; wantedState = currentState()) {
        if (!(await fetchIt())) break;
        shownState = wantedState;
      }
    } finally {
      isFetching = false;
    }
  }

  /** Fetches even if `stateOf` returns the same, because something outside that state has changed. */
  function renew() {
    renewals += 1;
    return follow();
  }

  return { follow, renew };
}
