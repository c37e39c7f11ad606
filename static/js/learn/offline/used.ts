/** Whether anything was ever kept on this device. Asking creates nothing. */

export const NAME = "webinar-study";

/** In the address of a course's first page: makes the page say that the learner who kept the course was forgotten. */
export const FORGOTTEN = "#forgotten";

/** Browsers that cannot tell may have something. */
export async function isUsed() {
  const made = (await globalThis.indexedDB?.databases?.()) ?? [{ name: NAME }];
  return made.some(({ name }) => name === NAME);
}
