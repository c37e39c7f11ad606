/** Learners who were forgotten: what a device keeps of them goes once it is online. */

import { kept, remove } from "./store.ts";

/** Courses of theirs that this page, or worker, has taken off the device. */
export const forgotten = new Set<string>();
const asked = new Set<string>();

/** Asks by an own link, once for each page: mostly there is nothing to send, which would tell. */
export async function askOnce(code: string, token: string) {
  if (!asked.has(token) && (await linkStatus(token)) === 410) await forget(code, token);
}

/** @param token of theirs: another may be at the course by now */
export async function forget(code: string, token: string) {
  if ((await kept(code))?.token !== token) return;
  forgotten.add(code);
  await remove(code);
}

/** What the server says to an own link: 200, 404, or 410; 0 without a network. */
export async function linkStatus(token: string) {
  try {
    const { status } = await fetch(`/study/mine/${token}`, { method: "HEAD", credentials: "omit", cache: "no-store" });
    asked.add(token);
    return status;
  } catch {
    return 0;
  }
}
