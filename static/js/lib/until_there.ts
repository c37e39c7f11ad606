// @ts-check
/** Getting something on a link that drops. No DOM. */

const PAUSE = 5000;

/**
 * Gets it, again and again until it is there.
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
