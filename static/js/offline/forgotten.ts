// @ts-check
/** Learners who were forgotten: what a device keeps of them goes once it is online. */

import { kept, remove } from "./store.js";

/** Courses of theirs that this page, or worker, has taken off the device. @type {Set<string>} */
export const forgotten = new Set();
/** @type {Set<string>} */
const asked = new Set();

/**
 * Asks by an own link, once for each page: mostly there is nothing to send, which would tell.
 * @param {string} code @param {string} token
 */
export async function askOnce(code, token) {
  if (!asked.has(token) && (await linkStatus(token)) === 410) await forget(code, token);
}

/** @param {string} code @param {string} token of theirs: another may be at the course by now */
export async function forget(code, token) {
  if ((await kept(code))?.token !== token) return;
  forgotten.add(code);
  await remove(code);
}

/** What the server says to an own link: 200, 404, or 410; 0 without a network. @param {string} token */
export async function linkStatus(token) {
  try {
    const { status } = await fetch(`/study/mine/${token}`, { method: "HEAD", credentials: "omit", cache: "no-store" });
    asked.add(token);
    return status;
  } catch {
    return 0;
  }
}
