/** Something that is fetched anew when what it shows has changed: one at a time, the newest last. No DOM. */

/**
 * @param seen what it shows
 * @param fetchIt whether it came; if not, the next change tries again
 * @param isThere whether it shows already what is seen now
 */
export function createRenewal(seen: () => unknown, fetchIt: () => Promise<boolean>, isThere: boolean) {
  let turn = 0;
  const now = () => `${turn} ${JSON.stringify(seen())}`;
  let shown = isThere ? now() : "";
  let isFetching = false;

  /** To be called whenever something may have changed. */
  async function follow() {
    if (isFetching) return;
    isFetching = true;
    for (let wanted = now(); wanted !== shown; wanted = now()) {
      if (!(await fetchIt())) break;
      shown = wanted;
    }
    isFetching = false;
  }

  /** Whatever is seen: something else in it is another. */
  function renew() {
    turn += 1;
    return follow();
  }

  return { follow, renew };
}
