/** Decides whether a page of a course comes from the network, or is the player with what is kept. */

import { decodePart } from "../../kit/address.ts";
import { keptCourse } from "./store.ts";

// The answers of a proxy whose server is away.
const AWAY = [502, 503, 504];
// Longer than the first bytes take at 20 kbit/s. On a dead link the browser would wait for minutes.
export const PATIENCE_MS = 20_000;

/**
 * Returns the code of the course to which a page belongs, or "" if the address names none.
 * @param path the path of the page's address
 */
export function codeIn(path: string) {
  return (decodePart(path.split("/")[2] ?? "") ?? "").replace(/[^A-Za-z0-9]/g, "").toUpperCase();
}

/**
 * @param code the code of the course
 * @param player returns the player's page, if the browser still has it
 * @param findKept returns whether the course is kept
 * @returns the page of the network or of the player; rejects if there is neither
 */
export async function pageOrPlayer(
  code: string,
  fetchPage: () => Promise<Response>,
  player: () => Promise<Response | undefined>,
  findKept: (code: string) => Promise<unknown> = keptCourse,
): Promise<Response> {
  const isKept = () => findKept(code).then(Boolean, () => false);
  const networkPage = fetchPage();
  const patience = wait(PATIENCE_MS);
  try {
    const response = await Promise.race([networkPage, patience.over]);
    if (response && !AWAY.includes(response.status)) return response;
    if (!(await isKept())) return await networkPage;
  } catch {
    // There is no network: continue with the player.
  } finally {
    patience.stop();
  }
  return (await player()) ?? networkPage;
}

function wait(delayMs: number) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const over: Promise<undefined> = new Promise((resolve) => (timer = setTimeout(resolve, delayMs)));
  return { over, stop: () => clearTimeout(timer) };
}
