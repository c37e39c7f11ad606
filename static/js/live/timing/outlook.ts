/** When a session is likely to end, and how it stands to its planned end. No DOM, no words. */

const MINUTE = 60_000;
// From here on hosts are told that the end is near.
const SOON_MS = 5 * MINUTE;

/**
 * If the present part and those that follow take what is planned for them. What the present part has
 * taken beyond its plan is gone; a break is waited for.
 *
 * @param spent milliseconds in each part
 * @param now ms
 */
export function expectedEnd(parts: { minutes: number }[], spent: number[], here: number, now: number) {
  const left = parts.slice(here).map((part, index) => {
    const planned = part.minutes * MINUTE;
    return index === 0 ? Math.max(0, planned - (spent[here] ?? 0)) : planned;
  });
  return left.reduce((end, more) => end + more, now);
}

/** @returns ms */
export function plannedEnd({
  state,
  started_at,
  planned_minutes,
}: {
  state: string;
  started_at: string | null;
  planned_minutes: number;
}): number | null {
  return state === "live" && started_at ? Date.parse(started_at) + planned_minutes * MINUTE : null;
}

/**
 * Whole minutes until the planned end once it is near, 0 from then on; null before.
 * @param now ms
 */
export function minutesToEnd(room: Parameters<typeof plannedEnd>[0], now: number) {
  const end = plannedEnd(room);
  if (end === null || end - now > SOON_MS) return null;
  return Math.max(0, Math.ceil((end - now) / MINUTE));
}
