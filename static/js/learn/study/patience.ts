/** Asking the server from a course's page on a link that may be dead, where one would wait for minutes. */

// Longer than a question takes at 20 kbit/s.
const GIVE_UP_MS = 30_000;
// A proxy whose server is away answers by itself.
const AWAY = [502, 503, 504];

/** @returns null where the server cannot be reached, or what it answers does not come through */
export async function fetchPatiently(
  address: string,
  options?: RequestInit,
): Promise<{ status: number; text: string } | null> {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), GIVE_UP_MS);
  try {
    const response = await fetch(address, { ...options, signal: stop.signal });
    const { status } = response;
    return AWAY.includes(status) ? null : { status, text: await response.text() };
  } catch {
    return null;
  } finally {
    clearTimeout(timer);
  }
}
