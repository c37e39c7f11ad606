/** The size of all text: chosen in a session, kept in a cookie, and rendered by the server. */

export const SIZES = [100, 125, 150, 175, 200];
// From this size on, announcements fold to a line.
const LARGE = 150;

/** @param size one of `SIZES` */
export function showSize(size: number) {
  const root = document.documentElement;
  root.dataset.textSize = String(size);
  root.toggleAttribute("data-large", size >= LARGE);
}

/** For a page that no server has rendered for its reader. */
export function showChosenSize() {
  const chosen = Number(/(?:^|; )text_size=(\d+)/.exec(document.cookie)?.[1]);
  if (SIZES.includes(chosen)) showSize(chosen);
}
