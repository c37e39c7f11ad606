/** Tells whether anything was ever kept on this device. Asking creates nothing. */

export const DATABASE_NAME = "webinar-study";

/** In the address of a course's first page: makes the page say that the learner who kept the course was forgotten. */
export const FORGOTTEN = "#forgotten";

/** Returns whether this device keeps something. Browsers that cannot tell may have something. */
export async function isUsed() {
  const databases = (await globalThis.indexedDB?.databases?.()) ?? [{ name: DATABASE_NAME }];
  return databases.some(({ name }) => name === DATABASE_NAME);
}
