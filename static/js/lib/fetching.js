// @ts-check
/** Fetching what a page is to show. No DOM. */

const PAUSE = 5000;

/**
 * @param {string} address
 * @returns {Promise<any>} rejects without a connection, and for whatever is no success
 */
export async function fetchJson(address) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(String(response.status));
  return response.json();
}

/**
 * Gets something on a link that drops: again and again until it is there.
 *
 * @template T
 * @param {() => Promise<T>} get
 * @param {() => void} [failed] it was not there this time
 * @returns {Promise<T>}
 */
export async function untilThere(get, failed = () => {}) {
  for (;;) {
    try {
      return await get();
    } catch {
      failed();
    }
    // All who lost the same network would come back at once otherwise.
    const pause = PAUSE * (0.5 + Math.random());
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
}
