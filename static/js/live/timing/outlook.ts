/** Computes when a session is likely to end, compared with its planned end. No DOM, no words. */

const MINUTE_MS = 60_000;
// From this time on, hosts are told that the end is near.
const SOON_MS = 5 * MINUTE_MS;

/**
 * Returns the end in ms if the present part and those that follow take their planned time. Time that the
 * present part has taken beyond its plan is lost; a break is waited for.
 * @param spentMs the time spent in each part
 * @param now in ms
 */
export function expectedEnd(parts: { minutes: number }[], spentMs: number[], current: number, now: number) {
  const remainingMs = parts.slice(current).map((part, index) => {
    const planned = part.minutes * MINUTE_MS;
    return index === 0 ? Math.max(0, planned - (spentMs[current] ?? 0)) : planned;
  });
  return remainingMs.reduce((end, partMs) => end + partMs, now);
}

/** Returns the planned end in ms. */
export function plannedEnd({
  state,
  started_at,
  planned_minutes,
}: {
  state: string;
  started_at: string | null;
  planned_minutes: number;
}): number | null {
  return state === "live" && started_at ? Date.parse(started_at) + planned_minutes * MINUTE_MS : null;
}

/**
 * Returns the whole minutes until the planned end once it is near, then 0; null before.
 * @param now in ms
 */
export function minutesToEnd(room: Parameters<typeof plannedEnd>[0], now: number) {
  const end = plannedEnd(room);
  if (end === null || end - now > SOON_MS) return null;
  return Math.max(0, Math.ceil((end - now) / MINUTE_MS));
}
