/** Fetches something on a link that drops. No DOM. */

const PAUSE = 5000;

/**
 * Tries again and again until it arrives.
 *
 * @param failed called after each try that failed
 */
export async function untilThere<T>(get: () => Promise<T>, failed: () => void = () => {}): Promise<T> {
  for (;;) {
    try {
      return await get();
    } catch {
      failed();
    }
    // Otherwise everybody who lost the same network would come back at once.
    const pause = PAUSE * (0.5 + Math.random());
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
}
