/** Asks the server from a course's page with a time limit: on a dead link the browser would wait for minutes. */

// Longer than a question takes at 20 kbit/s.
const GIVE_UP_MS = 30_000;
// The answers of a proxy whose server is away.
const AWAY = [502, 503, 504];

/** Resolves with null if the server cannot be reached, or if its answer does not arrive. */
export async function fetchPatiently(
  address: string,
  options?: RequestInit,
): Promise<{ status: number; text: string } | null> {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(), GIVE_UP_MS);
  try {
    const response = await fetch(address, { ...options, signal: controller.signal });
    const { status } = response;
    return AWAY.includes(status) ? null : { status, text: await response.text() };
  } catch {
    return null;
  } finally {
    clearTimeout(timer);
  }
}
