/** Splits items that do not fit on the stage into pages, which turn by the clock. No DOM. */

export const PER_PAGE = 4;
const SECONDS_PER_PAGE = 12;

/**
 * @param nowMs the present time
 * @returns the items of the present page, and its number, counted from 1
 */
export function pageOf<T>(items: readonly T[], nowMs: number): { items: readonly T[]; page: number; pages: number } {
  const pages = Math.max(1, Math.ceil(items.length / PER_PAGE));
  const page = Math.floor(nowMs / (SECONDS_PER_PAGE * 1000)) % pages;
  return { items: items.slice(page * PER_PAGE, (page + 1) * PER_PAGE), page: page + 1, pages };
}
