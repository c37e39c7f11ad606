/** Removes what a device keeps of learners who were forgotten, once it is online. */

import { keptCourse, remove } from "./store.ts";

/** The courses of forgotten learners that this page or worker has removed from the device. */
export const forgottenCourses = new Set<string>();
const askedTokens = new Set<string>();

/**
 * Asks the server with an own link, once for each page. Usually nothing waits to be sent, so that no sending
 * would reveal that the learner was forgotten.
 */
export async function askOnce(code: string, token: string) {
  if (!askedTokens.has(token) && (await linkStatus(token)) === 410) await forget(code, token);
}

/** @param token the forgotten learner's token: somebody else may be active by now */
export async function forget(code: string, token: string) {
  if ((await keptCourse(code))?.token !== token) return;
  forgottenCourses.add(code);
  await remove(code);
}

/** Returns the server's answer to an own link: 200, 404 or 410; 0 without a network. */
export async function linkStatus(token: string) {
  try {
    const { status } = await fetch(`/study/mine/${token}`, { method: "HEAD", credentials: "omit", cache: "no-store" });
    askedTokens.add(token);
    return status;
  } catch {
    return 0;
  }
}
