/** When a session is likely to end, compared with its planned end. No DOM, no words. */

const MINUTE = 60_000;
// From this time on, hosts are told that the end is near.
const SOON_MS = 5 * MINUTE;

/**
 * The end if the present part and those that follow take their planned time. Time that the present part has
 * taken beyond its plan is lost; a break is waited for.
 *
 * @param spent milliseconds in each part
 * @param now in ms
 */
export function expectedEnd(parts: { minutes: number }[], spent: number[], here: number, now: number) {
  const left = parts.slice(here).map((part, index) => {
    const planned = part.minutes * MINUTE;
    return index === 0 ? Math.max(0, planned - (spent[here] ?? 0)) : planned;
  });
  return left.reduce((end, more) => end + more, now);
}

/** The planned end in ms. */
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
 * Whole minutes until the planned end once it is near, then 0; null before.
 * @param now in ms
 */
export function minutesToEnd(room: Parameters<typeof plannedEnd>[0], now: number) {
  const end = plannedEnd(room);
  if (end === null || end - now > SOON_MS) return null;
  return Math.max(0, Math.ceil((end - now) / MINUTE));
}
