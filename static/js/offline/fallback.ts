// @ts-check
/** Whether a page of a course comes from the network, or is the player with what is kept. */

import { kept } from "./store.js";

// A proxy whose server is away answers by itself.
const AWAY = [502, 503, 504];
// Longer than the first bytes take at 20 kbit/s. On a link that is dead one would wait for minutes.
export const PATIENCE_MS = 20_000;

/** The code of the course that a page is of. @param {string} path of its address */
export function codeIn(path) {
  return decodeURIComponent(path.split("/")[2] ?? "").replace(/[^A-Za-z0-9]/g, "").toUpperCase();
}

/**
 * @param {string} code of the course
 * @param {() => Promise<Response>} fetchPage
 * @param {() => Promise<Response | undefined>} player its page, if the browser still has it
 * @param {(code: string) => Promise<unknown>} [find] whether the course is kept
 * @returns {Promise<Response>} rejects where there is neither
 */
export async function pageOrPlayer(code, fetchPage, player, find = kept) {
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

/** @param {number} millis */
function wait(millis) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  /** @type {Promise<undefined>} */
  const over = new Promise((resolve) => (timer = setTimeout(resolve, millis)));
  return { over, stop: () => clearTimeout(timer) };
}
