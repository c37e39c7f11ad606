/** Notices the item that the presenter has just revealed. */

import type { Screen } from "../../room/rooms/screen.ts";

/**
 * Returns a function to call after each drawing.
 * @param bodyOf returns the text of the slide that the participant is looking at
 * @param onNew called with the newest item, not with those that were there when the participant came to the slide
 */
export function createRevealing(
  screen: Pick<Screen, "shown" | "revealed">,
  bodyOf: () => Element | null,
  onNew: (item: Element) => void,
): () => void {
  let before = { shown: screen.shown, revealed: screen.revealed };

  return () => {
    const { shown, revealed = 0 } = screen;
    const isNext = shown === before.shown && revealed > (before.revealed ?? Infinity);
    before = { shown, revealed: screen.revealed };
    const item = isNext ? bodyOf()?.querySelectorAll("[data-reveal]")[revealed - 1] : null;
    if (item) onNew(item);
  };
}
