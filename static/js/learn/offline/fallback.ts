/** Whether a page of a course comes from the network, or is the player with what is kept. */

import { kept } from "./store.ts";

// A proxy whose server is away answers by itself.
const AWAY = [502, 503, 504];
// Longer than the first bytes take at 20 kbit/s. On a link that is dead one would wait for minutes.
export const PATIENCE_MS = 20_000;

/**
 * The code of the course that a page is of.
 * @param path of its address
 */
export function codeIn(path: string) {
  return decodeURIComponent(path.split("/")[2] ?? "").replace(/[^A-Za-z0-9]/g, "").toUpperCase();
}

/**
 * @param code of the course
 * @param player its page, if the browser still has it
 * @param find whether the course is kept
 * @returns rejects where there is neither
 */
export async function pageOrPlayer(
  code: string,
  fetchPage: () => Promise<Response>,
  player: () => Promise<Response | undefined>,
  find: (code: string) => Promise<unknown> = kept,
): Promise<Response> {
  const isKept = () => find(code).then(Boolean, () => false);
  const coming = fetchPage();
  const patience = wait(PATIENCE_MS);
  try {
    const response = await Promise.race([coming, patience.over]);
    if (response && !AWAY.includes(response.status)) return response;
    if (!(await isKept())) return await coming;
  } catch {
    // There is no network: what follows is for that, too.
  } finally {
    patience.stop();
  }
  return (await player()) ?? coming;
}

function wait(millis: number) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const over: Promise<undefined> = new Promise((resolve) => (timer = setTimeout(resolve, millis)));
  return { over, stop: () => clearTimeout(timer) };
}
