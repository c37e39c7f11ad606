/** Applies the size of all text: chosen in a session, kept in a cookie, and rendered by the server. */

/** In per cent of the browser's own size. */
export const SIZES = [100, 125, 150, 175, 200];
// In per cent. From this size on, announcements are folded to one line.
const LARGE = 150;

/** @param percent one of `SIZES` */
export function showSize(percent: number) {
  const root = document.documentElement;
  root.dataset.textSize = String(percent);
  root.toggleAttribute("data-large", percent >= LARGE);
}

/** Applies the size in the cookie to a page that the server has not rendered for this reader. */
export function showChosenSize() {
  const chosenSize = Number(/(?:^|; )text_size=(\d+)/.exec(document.cookie)?.[1]);
  if (SIZES.includes(chosenSize)) showSize(chosenSize);
}
