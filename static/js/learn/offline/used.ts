/** Whether anything was ever kept on this device: asking makes nothing. */

export const NAME = "webinar-study";

/** In the address of a course's first page: it is to say that who kept it was forgotten. */
export const FORGOTTEN = "#forgotten";

/** Browsers that cannot say it may have something. */
export async function isUsed() {
  const made = (await globalThis.indexedDB?.databases?.()) ?? [{ name: NAME }];
  return made.some(({ name }) => name === NAME);
}
