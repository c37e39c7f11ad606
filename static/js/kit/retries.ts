/** Fetches something on a link that drops. No DOM. */

const PAUSE_MS = 5_000;

/**
 * Tries again and again until it arrives.
 * @param onFailure called after each try that failed
 */
export async function untilThere<T>(get: () => Promise<T>, onFailure: () => void = () => {}): Promise<T> {
  for (;;) {
    try {
      return await get();
    } catch {
      onFailure();
    }
    // Otherwise everybody who lost the same network would come back at once.
    const pauseMs = PAUSE_MS * (0.5 + Math.random());
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
}
