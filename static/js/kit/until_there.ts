/** Getting something on a link that drops. No DOM. */

const PAUSE = 5000;

/**
 * Gets it, again and again until it is there.
 *
 * @param failed it was not there this time
 */
export async function untilThere<T>(get: () => Promise<T>, failed: () => void = () => {}): Promise<T> {
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
